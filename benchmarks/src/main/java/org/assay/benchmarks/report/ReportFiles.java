package org.assay.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes {@code report.md} and {@code report.json} into a folder named for the time. */
public final class ReportFiles {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .build();

  private ReportFiles() {}

  /** Writes both, and says where the Markdown is. */
  public static Path write(Report report, Path reports) {
    try {
      Path folder = reports.resolve(NAME.format(report.startedAt()));
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("report.json"), json(report));
      return Files.writeString(folder.resolve("report.md"), MarkdownReport.of(report));
    } catch (IOException e) {
      throw new UncheckedIOException("The report could not be written to " + reports, e);
    }
  }

  static String json(Report report) throws IOException {
    return JSON.writeValueAsString(report);
  }
}
