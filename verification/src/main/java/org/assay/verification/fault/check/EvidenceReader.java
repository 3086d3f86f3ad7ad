package org.assay.verification.fault.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assay.local.demo.GatewayClient;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Installation;

/** Collects the evidence of a trial from an installation that is whole again. */
public final class EvidenceReader {

  private final Installation installation;
  private final GatewayClient gateway;

  /** Reads databases and topics of the installation, and asks its gateway. */
  public EvidenceReader(Installation installation, GatewayClient gateway) {
    this.installation = installation;
    this.gateway = gateway;
  }

  /**
   * Reads all of it.
   *
   * @param during what a reader saw while faults were in effect
   */
  public Evidence read(Chronicle chronicle, List<Evidence.Reading> during) {
    Tables tables = new Tables(installation);
    Map<Database, Evidence.Log> logs = new EnumMap<>(Database.class);
    List<Evidence.Applied> applied = new ArrayList<>();
    for (Database database : Database.values()) {
      logs.put(database, tables.log(database));
      database.reads().forEach(source -> applied.add(tables.applied(database, source)));
    }
    List<Evidence.Reading> readings = new ArrayList<>(during);
    readings.addAll(TopicReader.readAll(installation));
    return new Evidence(
        logs,
        tables.state(),
        Copies.of(tables),
        applied,
        readings,
        new Sights(gateway).of(chronicle));
  }
}
