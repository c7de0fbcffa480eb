package io.tierwise.campaign.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.SendGate.Verdict;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.ContactAllowance.Taken;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyGateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T20:30:00Z");
  private static final ContactPolicy POLICY =
      new ContactPolicy(
          ZoneId.of("Europe/London"),
          Map.of("TR", ZoneId.of("Europe/Istanbul")),
          Caps.NONE,
          Map.of(
              Channel.PUSH,
              new ChannelPolicy(
                  true, Caps.NONE, new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)), null)));

  private static PolicyGate gate() {
    return new PolicyGate(
        new ContactPolicies() {
          @Override
          public Stored current() {
            return new Stored(POLICY, 1, NOW);
          }

          @Override
          public Optional<Stored> replace(
              @Nullable Long version, ContactPolicy policy, Instant now) {
            throw new UnsupportedOperationException();
          }
        },
        _ ->
            Map.of(
                "tokyo", new Whereabouts.Place("Asia/Tokyo", null),
                "istanbul", new Whereabouts.Place(null, "TR")),
        (wanted, channel, _) ->
            wanted.stream()
                .<Taken>map(
                    one ->
                        one.userId().equals("weary")
                            ? new Taken.Refused("user-day", 3, 3)
                            : channel == Channel.SMS
                                ? new Taken.Refused("channel-day", 9, 9)
                                : new Taken.Granted())
                .toList());
  }

  private static Message message(String user, Channel channel) {
    return new Message(user, user, channel, null, Map.of(), null, null, null, NOW, 0);
  }

  @Test
  void messages_waitForTheMorningOfTheirUsers() {
    assertThat(
            gate()
                .verdicts(
                    List.of(
                        message("unknown", Channel.PUSH),
                        message("tokyo", Channel.PUSH),
                        message("istanbul", Channel.PUSH)),
                    NOW))
        .containsExactly(
            new Verdict.Now(),
            new Verdict.Later(Instant.parse("2026-11-22T23:00:00Z")),
            new Verdict.Later(Instant.parse("2026-11-23T05:00:00Z")));
  }

  @Test
  void messagesOverACap_areDropped_unlessTheyCarryOutAContact() {
    Message contact =
        new Message(
            "k", "weary", Channel.EMAIL, null, Map.of(), "campaign", "contact", null, NOW, 0);
    List<Verdict> verdicts =
        gate().verdicts(List.of(message("weary", Channel.EMAIL), contact), NOW);
    assertThat(verdicts.getFirst())
        .isEqualTo(new Verdict.Never("the contact policy's cap user-day is reached: 3 of 3"));
    assertThat(verdicts.getLast()).isEqualTo(new Verdict.Now());
  }

  @Test
  void messagesOverTheChannelsCapacity_waitForTheNextDayOfTheShop() {
    assertThat(gate().verdicts(List.of(message("istanbul", Channel.SMS)), NOW))
        .containsExactly(new Verdict.Later(Instant.parse("2026-11-23T00:00:00Z")));
  }

  @Test
  void channelsWithoutQuietHours_areAlwaysOpen() {
    assertThat(gate().verdicts(List.of(message("istanbul", Channel.EMAIL)), NOW))
        .containsExactly(new Verdict.Now());
  }
}
