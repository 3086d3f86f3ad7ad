package org.assay.verification.fault.pause;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Fault;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;

/** F11: the database or the broker stands still for some seconds, with all its processes. */
record PausedPart(String part) implements Fault {

  @Override
  public String name() {
    return "F11 pause " + part;
  }

  @Override
  public int weight() {
    return 4;
  }

  @Override
  public Duration lasts(RandomGenerator random) {
    return Duration.ofMillis(random.nextInt(3_000, 8_000));
  }

  @Override
  public boolean silencesBroker() {
    return true;
  }

  @Override
  public Injection inject(Installation installation) {
    long pid =
        installation
            .part(part)
            .pid()
            .orElseThrow(() -> new PartFailed(part + " does not run, so it cannot be paused"));
    List<Long> children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .toList();
    Installation.signal(pid, "STOP");
    children.forEach(child -> Installation.signal(child, "STOP"));
    return () -> {
      // A child that ended meanwhile is none of ours any more, and its number too fresh to be
      // another's.
      children.forEach(child -> Installation.signal(child, "CONT"));
      Installation.signal(pid, "CONT");
    };
  }
}
