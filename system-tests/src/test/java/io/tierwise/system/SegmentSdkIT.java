package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.system.ProfileDatabase.Key;
import io.tierwise.system.SegmentSdk.Delivered;
import io.tierwise.system.SegmentSdk.Missing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A client that nobody here wrote, on a bad line: every event arrives once. */
class SegmentSdkIT {
  private static final String PREFIX = "segment-sdk";
  private static final int VISITORS = 40;
  private static final int EVENTS_OF_A_VISITOR = 6;

  @Test
  void everyEventOfTheSdk_arrivesOnce_alsoThoseItSendsAgain() throws Exception {
    SegmentSdk sdk = installed();
    RunningSuite suite = RunningSuite.shared();
    List<Delivered> delivered;
    try (RoughRoad road = new RoughRoad(suite.ingest().base())) {
      delivered = sdk.send(road.address(), ServiceSettings.LOCAL_WRITE_KEY, PREFIX, VISITORS);
      assertThat(road.faults()).containsOnlyKeys(RoughRoad.Fault.values());
      assertThat(road.arrivals()).hasSizeGreaterThan(delivered.size());
      System.out.printf(
          "@segment/analytics-node: %d events, sent %d times, faults on the way %s%n",
          delivered.size(), road.arrivals().size(), road.faults());
    }
    assertThat(delivered).hasSize(VISITORS * EVENTS_OF_A_VISITOR);
    assertThat(delivered)
        .extracting(Delivered::type)
        .contains("track", "identify", "alias", "group", "page");

    List<Key> keys =
        delivered.stream().map(event -> new Key(event.userKey(), event.messageId())).toList();
    ProfileDatabase database = new ProfileDatabase(suite.stack());
    Eventually.asserted(
        "the ledger has what the SDK sent",
        Duration.ofMinutes(2),
        () ->
            assertThat(database.ledgerOfUsers("%" + PREFIX + "-%"))
                .containsExactlyInAnyOrderElementsOf(keys));
    assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
    for (int visitor = 0; visitor < VISITORS; visitor++) {
      assertProfile(suite.profile().read("/v1/profiles/" + PREFIX + "-user-" + visitor), visitor);
    }
  }

  private static void assertProfile(JsonNode profile, int visitor) {
    assertThat(profile.get("events").intValue()).isEqualTo(EVENTS_OF_A_VISITOR);
    assertThat(profile.get("orders").intValue()).isEqualTo(1);
    assertThat(profile.at("/grossRevenue/amount").stringValue()).isEqualTo("33.50");
    assertThat(profile.get("mergedIds"))
        .extracting(JsonNode::stringValue)
        .contains("anon:" + PREFIX + "-visitor-" + visitor);
    assertThat(profile.at("/traits/name").stringValue()).isEqualTo("User " + visitor);
  }

  private static SegmentSdk installed() throws Exception {
    try {
      return SegmentSdk.installed();
    } catch (Missing e) {
      String message = "without the Segment SDK there is nothing to test: " + e.getMessage();
      System.out.println("SKIPPED: " + message);
      return Assumptions.abort(message);
    }
  }
}
