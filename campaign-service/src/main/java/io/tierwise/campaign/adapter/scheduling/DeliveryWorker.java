package io.tierwise.campaign.adapter.scheduling;

import io.tierwise.campaign.delivery.Outbox;
import io.tierwise.campaign.delivery.SendMessages;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.starter.trouble.TroubleLog;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * Gives each channel that has something to send a thread of its own, so that a receiver that is
 * slow holds up nobody but its channel.
 */
public final class DeliveryWorker implements AutoCloseable {
  private static final Duration LAST_BATCH = Duration.ofSeconds(5);
  private final Outbox outbox;
  private final SendMessages messages;
  private final Clock clock;
  private final Map<Channel, Thread> busy = new ConcurrentHashMap<>();
  private final Map<Channel, TroubleLog> troubles = new EnumMap<>(Channel.class);
  private volatile boolean stopping;

  public DeliveryWorker(Outbox outbox, SendMessages messages, Clock clock) {
    this.outbox = outbox;
    this.messages = messages;
    this.clock = clock;
    for (Channel channel : Channel.values()) {
      troubles.put(
          channel,
          new TroubleLog(
              LoggerFactory.getLogger(DeliveryWorker.class), "delivery of " + channel.id()));
    }
  }

  /** Never more to do at once: the channels' threads do it. */
  public boolean lookAround() {
    busy.values().removeIf(thread -> !thread.isAlive());
    for (Channel channel : outbox.waiting(clock.instant())) {
      busy.computeIfAbsent(
          channel,
          c -> Thread.ofVirtual().name("delivery-" + c.id()).start(() -> sendWhatWaits(c)));
    }
    return false;
  }

  private void sendWhatWaits(Channel channel) {
    TroubleLog trouble = Objects.requireNonNull(troubles.get(channel));
    try {
      while (!stopping && messages.sendSome(channel)) {
        trouble.succeeded();
      }
    } catch (RuntimeException e) {
      trouble.failed(e);
    }
  }

  /**
   * Lets the batches that are being sent end, within the time that a shutdown has: the rest of one
   * that takes longer is taken over when its lease has run out.
   */
  @Override
  public void close() {
    stopping = true;
    for (Thread thread : List.copyOf(busy.values())) {
      try {
        thread.join(LAST_BATCH);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
