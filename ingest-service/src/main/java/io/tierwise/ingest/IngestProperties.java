package io.tierwise.ingest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the front doors. Sizes are those of the Segment spec.
 *
 * @param writeKeys name of a source to its key; at least one
 * @param currencyRates currency to units of the base currency for one unit of it
 * @param keepIp whether IP addresses that clients send are kept
 * @param corsOrigins browsers' origins that may send events; {@code *} for any, empty for none
 * @param maxEvent bytes of one event
 * @param maxImportEvent bytes of one event on the import path: orders of the past have no page
 *     behind them that bounds their lines
 * @param maxBatch bytes of one body, after decompression
 * @param maxBatchEvents of one body
 * @param maxInFlight bytes of all bodies that are being worked on; more wait, then are refused
 * @param admissionWait how long they wait
 * @param ackTimeout how long a request waits for the broker, sending included
 */
@ConfigurationProperties("tierwise.ingest")
public record IngestProperties(
    @DefaultValue Map<String, String> writeKeys,
    @DefaultValue Map<String, BigDecimal> currencyRates,
    @DefaultValue("false") boolean keepIp,
    @DefaultValue("*") List<String> corsOrigins,
    @DefaultValue("32KB") DataSize maxEvent,
    @DefaultValue("256KB") DataSize maxImportEvent,
    @DefaultValue("500KB") DataSize maxBatch,
    @DefaultValue("2500") int maxBatchEvents,
    @DefaultValue("16MB") DataSize maxInFlight,
    @DefaultValue("1s") Duration admissionWait,
    @DefaultValue("8s") Duration ackTimeout) {
  public IngestProperties {
    writeKeys = Map.copyOf(writeKeys);
    currencyRates = Map.copyOf(currencyRates);
    corsOrigins = List.copyOf(corsOrigins);
    if (writeKeys.isEmpty()) {
      throw new IllegalArgumentException(
          "tierwise.ingest.write-keys needs at least one source, such as"
              + " tierwise.ingest.write-keys.web=a-long-random-text");
    }
    writeKeys.forEach(
        (name, key) -> {
          if (name.isBlank() || key.isBlank() || key.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                "tierwise.ingest.write-keys." + name + " must be neither blank nor have a colon");
          }
        });
    if (new HashSet<>(writeKeys.values()).size() < writeKeys.size()) {
      throw new IllegalArgumentException("two of tierwise.ingest.write-keys are the same");
    }
    if (maxEvent.compareTo(maxBatch) > 0
        || maxImportEvent.compareTo(maxBatch) > 0
        || maxBatch.compareTo(maxInFlight) > 0
        || maxEvent.toBytes() < 1
        || maxBatchEvents < 1) {
      throw new IllegalArgumentException(
          "tierwise.ingest: an event must fit into a batch and a batch into what may be in flight");
    }
    if (!ackTimeout.isPositive() || admissionWait.isNegative()) {
      throw new IllegalArgumentException("tierwise.ingest: time-outs must be positive");
    }
  }
}
