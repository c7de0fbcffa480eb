package io.tierwise.campaign.adapter.file;

import io.tierwise.campaign.delivery.Outcome;
import io.tierwise.campaign.delivery.Parcel;
import io.tierwise.campaign.delivery.Recipient;
import io.tierwise.campaign.delivery.Sender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file for each batch. It appears under its name when it is complete, and its name is that of
 * the batch: who takes over a batch after a crash finds the file, or writes the same one.
 */
public final class FileDropSender implements Sender {
  private static final String HEADER =
      "key,user_id,email,phone,locale,tier,subject,text,html,campaign_id,contact_id,journey_id,unsubscribe_url";
  private final Path folder;
  private final String channel;

  public FileDropSender(Path folder, String channel) {
    this.folder = folder;
    this.channel = channel;
  }

  @Override
  public void send(long batch, List<Parcel> parcels, Instant until, Told told) {
    Outcome outcome = new Outcome.Sent();
    try {
      if (!parcels.isEmpty()) {
        write(folder.resolve("%s-%09d.csv".formatted(channel, batch)), parcels);
      }
    } catch (IOException e) {
      outcome = new Outcome.Troubled("the file could not be written: " + e.getMessage(), null);
    }
    for (Parcel parcel : parcels) {
      told.of(parcel, outcome);
    }
  }

  private void write(Path file, List<Parcel> parcels) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(folder);
    String lines =
        parcels.stream()
            .sorted(Comparator.comparingLong(parcel -> parcel.entry().seq()))
            .map(FileDropSender::line)
            .collect(Collectors.joining("\r\n", HEADER + "\r\n", "\r\n"));
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try (FileChannel out =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String line(Parcel parcel) {
    Recipient to = parcel.recipient();
    return Stream.of(
            new Cell(parcel.message().key()),
            new Cell(parcel.message().userId()),
            new Cell(to.email()),
            new Cell(to.phone()),
            new Cell(to.locale()),
            new Cell(to.tier()),
            new Cell(parcel.content().subject()),
            new Cell(parcel.content().text()),
            new Cell(parcel.content().html()),
            new Cell(parcel.message().campaignId()),
            new Cell(parcel.message().contactId()),
            new Cell(parcel.message().journeyId()),
            new Cell(parcel.unsubscribeUrl()))
        .map(Cell::text)
        .collect(Collectors.joining(","));
  }

  private record Cell(@Nullable String value) {
    String text() {
      String text = Objects.requireNonNullElse(value, "");
      return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
          ? '"' + text.replace("\"", "\"\"") + '"'
          : text;
    }
  }
}
