package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.lookup.ReadProfiles;
import io.tierwise.profile.lookup.TimelineEntry;
import io.tierwise.profile.lookup.TimelineFilter;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a user did. */
@RestController
@Tag(name = "Timelines", description = "The event ledger, user by user")
class TimelineController {
  private static final int LARGEST_PAGE = 500;

  private final ReadProfiles profiles;
  private final String currency;

  TimelineController(ReadProfiles profiles, @Value("${tierwise.base-currency}") String currency) {
    this.profiles = profiles;
    this.currency = currency;
  }

  @GetMapping("/v1/profiles/{id}/timeline")
  @Operation(
      summary = "The events of a user, newest first",
      description =
          "Those of all ids that were merged into the user, each with the id it came with; what an"
              + " event does not say is left out. Filters: event (a track event's name, or page,"
              + " screen, identify, group, alias), from (inclusive), to (exclusive).")
  Page<TimelineAnswer> timeline(
      @PathVariable("id") String id,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam(value = "cursor", required = false) @Nullable String cursor,
      @RequestParam(value = "limit", defaultValue = "50") int limit) {
    TimelineFilter filter = FilterParameters.timeline(parameters);
    int size = Cursor.limit(limit, LARGEST_PAGE);
    List<TimelineEntry> rows =
        profiles
            .timeline(id, filter, LedgerCursor.position(Cursor.decode(cursor)), size + 1)
            .orElseThrow(() -> ProfileController.unknown(id));
    return Page.of(rows, size, entry -> LedgerCursor.of(entry.position()))
        .map(entry -> TimelineAnswer.of(entry, currency));
  }
}
