package io.tierwise.launcher.importing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to the HTTP front door in batches, several at a time. Events of one user share a
 * lane, so they arrive in the order in which they are given. What is waiting is bounded: {@link
 * #send} blocks when the door is slower than its caller. To be used by one thread.
 */
public final class FrontDoor implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final List<Lane> lanes = new ArrayList<>();
  private final Lane items;
  private final AtomicReference<@Nullable FrontDoorFailed> failure = new AtomicReference<>();
  private final AtomicBoolean answered = new AtomicBoolean();

  /**
   * How to send.
   *
   * @param connections batches that are under way at a time
   * @param patience how long a door that does not answer is tried again; one where nothing has ever
   *     listened at most {@link #UNHEARD_OF}
   */
  public record Settings(URI url, String writeKey, int connections, Duration patience) {
    static final Duration UNHEARD_OF = Duration.ofSeconds(30);

    public Settings {
      if (connections < 1) {
        throw new IllegalArgumentException("connections: " + connections);
      }
    }

    public static Settings of(URI url, String writeKey) {
      return new Settings(url, writeKey, 4, Duration.ofMinutes(5));
    }

    public Settings patientFor(Duration time) {
      return new Settings(url, writeKey, connections, time);
    }

    String authorization() {
      byte[] credentials = (writeKey + ":").getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }
  }

  /**
   * @param ofEvents hears what became of events
   * @param ofItems hears what became of items of the catalogue
   */
  public FrontDoor(Settings settings, DoorListener ofEvents, DoorListener ofItems) {
    for (int i = 0; i < settings.connections(); i++) {
      lanes.add(lane(settings, "/v1/batch", "batch", ofEvents, i));
    }
    items = lane(settings, "/v1/items/batch", "items", ofItems, settings.connections());
  }

  private Lane lane(
      Settings settings, String path, String field, DoorListener listener, int number) {
    BatchRequest request = new BatchRequest(client, settings, path, field, answered);
    return new Lane(
        new PatientSender(request, settings.patience(), answered), listener, failure, number);
  }

  /**
   * @throws FrontDoorFailed when the door refused an earlier batch for good
   */
  public void send(Outgoing event) throws FrontDoorFailed, InterruptedException {
    lanes.get(Math.floorMod(event.userKey().hashCode(), lanes.size())).add(event);
  }

  public void sendItem(byte[] json) throws FrontDoorFailed, InterruptedException {
    items.add(new Outgoing("", json, 0));
  }

  /** Returns when everything given so far has been answered. */
  public void flush() throws FrontDoorFailed, InterruptedException {
    for (Lane lane : lanes) {
      lane.finishBatch();
    }
    items.finishBatch();
    for (Lane lane : lanes) {
      lane.awaitIdle();
    }
    items.awaitIdle();
  }

  /** Drops what is not yet sent; {@link #flush} first. */
  @Override
  public void close() {
    lanes.forEach(Lane::close);
    items.close();
    client.shutdownNow();
  }

  /** The door said no to everything, or nothing for too long. */
  public static final class FrontDoorFailed extends IOException {
    private static final long serialVersionUID = 1L;

    FrontDoorFailed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
