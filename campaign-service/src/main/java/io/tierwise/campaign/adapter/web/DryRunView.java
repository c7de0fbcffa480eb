package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.journey.DryRun;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param basis events, orders or members
 * @param historyFrom since when events are kept, within the period asked for; null unless from
 *     events
 * @param complete false if there was more than could be read in the time
 * @param triggered occasions that the re-entry rule allows
 * @param entered of them those of users who are in the audience now
 */
record DryRunView(
    Instant from,
    Instant to,
    String basis,
    @Nullable Instant historyFrom,
    boolean complete,
    long triggered,
    long entered,
    long users,
    long heldOut,
    List<DayView> byDay,
    List<SampleView> sample) {
  record DayView(LocalDate day, long entered) {}

  record SampleView(String userId, Instant at) {}

  static DryRunView of(Instant from, Instant to, DryRun.Result.Answered answered) {
    return new DryRunView(
        from,
        to,
        answered.basis(),
        answered.historyFrom(),
        answered.complete(),
        answered.triggered(),
        answered.entered(),
        answered.users(),
        answered.heldOut(),
        answered.byDay().entrySet().stream()
            .map(day -> new DayView(day.getKey(), day.getValue()))
            .toList(),
        answered.sample().stream().map(s -> new SampleView(s.userId(), s.at())).toList());
  }
}
