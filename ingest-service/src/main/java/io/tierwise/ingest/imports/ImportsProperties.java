package io.tierwise.ingest.imports;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How files are taken in.
 *
 * @param folder where they lie until they are done; instances that share it take over each other's
 * @param maxSize bytes of one file as it is sent, compressed or not
 * @param maxUploads files that are being received at a time
 * @param maxWaiting imports that are queued or running
 * @param writers names of the write keys that may import; empty for all keys
 * @param page events that are sent at a time
 * @param pageSize bytes after which a page is full
 * @param lease an import without progress for so long goes to another instance
 * @param poll how often it is looked for imports that wait
 * @param retention how long it is known what became of an import
 */
@ConfigurationProperties("tierwise.ingest.imports")
public record ImportsProperties(
    @DefaultValue("${java.io.tmpdir}/tierwise-imports") Path folder,
    @DefaultValue("8GB") DataSize maxSize,
    @DefaultValue("4") int maxUploads,
    @DefaultValue("20") int maxWaiting,
    @DefaultValue Set<String> writers,
    @DefaultValue("2000") int page,
    @DefaultValue("1MB") DataSize pageSize,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("2s") Duration poll,
    @DefaultValue("30d") Duration retention) {
  public ImportsProperties {
    writers = Set.copyOf(writers);
    if (maxSize.toBytes() < 1 || maxUploads < 1 || maxWaiting < 1 || pageSize.toBytes() < 1) {
      throw new IllegalArgumentException("tierwise.ingest.imports: bounds must be positive");
    }
    if (page < 1 || page > 10_000) {
      throw new IllegalArgumentException("tierwise.ingest.imports.page must be 1 to 10000");
    }
    if (!lease.isPositive() || !poll.isPositive() || !retention.isPositive()) {
      throw new IllegalArgumentException("tierwise.ingest.imports: spans must be positive");
    }
  }
}
