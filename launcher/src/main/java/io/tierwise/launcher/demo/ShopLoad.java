package io.tierwise.launcher.demo;

import io.tierwise.launcher.importing.DoorListener;
import io.tierwise.launcher.importing.FrontDoor;
import io.tierwise.launcher.importing.Outgoing;
import io.tierwise.launcher.importing.Tally;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.simulator.SegmentJson;
import io.tierwise.simulator.ShopEvent;
import io.tierwise.simulator.ShopItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The shop as a client of the front door. */
final class ShopLoad implements AutoCloseable {
  private static final long STATUS_NANOS = 500_000_000L;

  private final Terminal terminal;
  private final Tally tally = new Tally();
  private final Tally catalogue = new Tally();
  private final FrontDoor door;
  private long sent;

  ShopLoad(FrontDoor.Settings settings, Terminal terminal) {
    this.terminal = terminal;
    this.door = new FrontDoor(settings, into(tally), into(catalogue));
  }

  private static DoorListener into(Tally tally) {
    return new DoorListener() {
      @Override
      public void accepted(int events) {
        tally.accepted(events);
      }

      @Override
      public void rejected(Outgoing event, String code, String detail) {
        tally.rejected(0, code, detail);
      }
    };
  }

  Tally events() {
    return tally;
  }

  long sent() {
    return sent;
  }

  void items(List<ShopItem> items) throws IOException, InterruptedException, DemoFailed {
    for (ShopItem item : items) {
      door.sendItem(SegmentJson.of(item).getBytes(StandardCharsets.UTF_8));
    }
    door.flush();
    if (catalogue.rejected() > 0) {
      throw new DemoFailed("the front door rejected items: " + catalogue.rejections());
    }
  }

  /** Returns how many were sent, all of them answered. */
  long send(Stream<ShopEvent> events) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long lastStatus = begin;
    long before = sent;
    StringBuilder json = new StringBuilder(1024);
    for (Iterator<ShopEvent> rest = events.iterator(); rest.hasNext(); ) {
      ShopEvent event = rest.next();
      json.setLength(0);
      SegmentJson.write(event, json);
      String user = event.userId() == null ? "anon:" + event.anonymousId() : event.userId();
      door.send(new Outgoing(user, json.toString().getBytes(StandardCharsets.UTF_8), 0));
      sent++;
      long now = System.nanoTime();
      if (now - lastStatus > STATUS_NANOS) {
        lastStatus = now;
        terminal.status(
            "    %,d events, %,.0f a second"
                .formatted(sent - before, (sent - before) / ((now - begin) / 1e9)));
      }
    }
    door.flush();
    return sent - before;
  }

  @Override
  public void close() {
    door.close();
  }
}
