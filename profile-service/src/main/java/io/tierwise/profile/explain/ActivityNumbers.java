package io.tierwise.profile.explain;

import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Review;
import io.tierwise.profile.event.Surroundings;
import io.tierwise.profile.event.Touch;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.fold.FunnelCounts;
import io.tierwise.profile.fold.HoursOfWeek;
import io.tierwise.profile.fold.ProfileState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The numbers that come from when, where and how often a user was there, and what was said. */
final class ActivityNumbers {
  private static final Set<String> ANY = Set.of();
  private static final Set<String> PERSON = Set.of("identify");
  private static final Map<String, String> STEPS =
      Map.of(
          FunnelCounts.VIEWED, "productViewed",
          FunnelCounts.ADDED, "addedToCart",
          FunnelCounts.CHECKOUT, "checkoutStarted",
          FunnelCounts.ORDERED, "orderCompleted");

  static List<ProfileNumber> all() {
    return List.of(
        time(
            "firstSeenAt",
            "Time of occurrence of the first event.",
            ProfileState.Snapshot::firstSeenAt),
        time(
            "lastSeenAt",
            "Time of occurrence of the last event.",
            ProfileState.Snapshot::lastSeenAt),
        each("events", "events", "Rows of the ledger; a message id of an id counts once.", "event"),
        new ProfileNumber(
            "eventCounts",
            "events by name",
            "Events by the name of a track event, or by type (page, screen, identify, group, alias)."
                + " Beyond 300 names those first in the alphabet are kept, and the steps of the"
                + " funnel.",
            ANY,
            (event, user) -> List.of(Contribution.one(event.name()))),
        new ProfileNumber(
            "funnel",
            "events by step",
            "Events by step of the way to an order: productViewed (Product Viewed), addedToCart"
                + " (Product Added), checkoutStarted (Checkout Started), orderCompleted (Order"
                + " Completed). Events, not orders or sessions.",
            STEPS.keySet(),
            (event, user) ->
                STEPS.containsKey(event.name())
                    ? List.of(Contribution.one(STEPS.getOrDefault(event.name(), "")))
                    : List.of()),
        session(
            "sessions",
            "sessions",
            "By the client's session id where it sends one, else parted by pauses longer than"
                + " tierwise.profile.session-gap."),
        session(
            "browseSeconds",
            "seconds",
            "From the first to the last event of each session, summed; a session of one event has"
                + " none."),
        new ProfileNumber(
            "activeDays",
            "days (UTC)",
            "Days with at least one event.",
            ANY,
            (event, user) ->
                List.of(
                    Contribution.without(
                        event.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate().toString()))),
        new ProfileNumber(
            "hourOfWeek",
            "168 counts of events",
            "Events by hour of the week, the first from Monday 00:00 UTC.",
            ANY,
            (event, user) ->
                List.of(Contribution.one("hour " + HoursOfWeek.hourOf(event.occurredAt())))),
        label(
            "devices",
            "Events by type of device (context.device.type), the most frequent first; at most 50"
                + " kinds.",
            Surroundings::device),
        label("channels", "Events by context.channel; as devices.", Surroundings::channel),
        label("countries", "Events by country of the context; as devices.", Surroundings::country),
        label(
            "regions",
            "Events by region of the context, with its country where that is given (GB > England);"
                + " as devices.",
            Surroundings::region),
        touch(
            "firstTouch",
            "The first contact with a campaign: an event of a visit with utm parameters"
                + " (context.campaign), or a Promotion Clicked.",
            ProfileState.Snapshot::firstTouch),
        touch(
            "lastTouch",
            "The last contact with a campaign; see firstTouch.",
            ProfileState.Snapshot::lastTouch),
        new ProfileNumber(
            "reviews",
            "reviews; ratings 1 to 5; sentiment -1 to 1",
            "count: Product Reviewed events. averageRating: mean of the ratings from 1 to 5."
                + " averageSentiment: mean over texts with a word of the lexicon"
                + " (tierwise.profile.sentiment-lexicon).",
            Set.of("Product Reviewed"),
            (event, user) -> reviewed(event.review(), user)),
        stated(
            "country",
            "As last stated by the context of an event, or by identify (trait country or"
                + " address.country).",
            ANY,
            ProfileState.Snapshot::country),
        stated("locale", "As last stated by the context.", ANY, ProfileState.Snapshot::locale),
        stated("timezone", "As last stated by the context.", ANY, ProfileState.Snapshot::timezone),
        new ProfileNumber(
            "consent",
            "true or false by channel",
            "As last stated by identify: consent: {email: true}, or a trait as email_opt_in,"
                + " emailOptIn, email_consent, emailConsent.",
            PERSON,
            (event, user) -> latest(user.state().consent(), event)),
        new ProfileNumber(
            "traits",
            "values by trait",
            "As last stated by identify; those of group begin with group. At most 300, those first in"
                + " the alphabet.",
            Set.of("identify", "group"),
            (event, user) -> latest(user.state().traits(), event)));
  }

  private static ProfileNumber time(
      String name, String definition, Function<ProfileState.Snapshot, @Nullable Instant> time) {
    return new ProfileNumber(
        name,
        "instant",
        definition,
        ANY,
        (event, user) ->
            event.occurredAt().equals(time.apply(user.state()))
                ? List.of(Contribution.without(event.name()))
                : List.of());
  }

  private static ProfileNumber each(String name, String unit, String definition, String note) {
    return new ProfileNumber(
        name, unit, definition, ANY, (event, user) -> List.of(Contribution.one(note)));
  }

  private static ProfileNumber session(String name, String unit, String definition) {
    return new ProfileNumber(
        name,
        unit,
        definition,
        ANY,
        (event, user) ->
            List.of(
                Contribution.without(
                    event.sessionId() == null
                        ? "without session id"
                        : "session " + event.sessionId())));
  }

  private static ProfileNumber label(
      String name, String definition, Function<Surroundings, @Nullable String> label) {
    return new ProfileNumber(
        name,
        "events by label",
        definition,
        ANY,
        (event, user) -> {
          String value = label.apply(event.surroundings());
          return value == null ? List.of() : List.of(Contribution.one(value));
        });
  }

  private static ProfileNumber touch(
      String name,
      String definition,
      Function<ProfileState.Snapshot, @Nullable Latest<Touch>> touch) {
    return new ProfileNumber(
        name,
        "campaign, source, medium and time",
        definition,
        ANY,
        (event, user) ->
            event.touch() != null && ExplainedUser.isFrom(touch.apply(user.state()), event.stamp())
                ? List.of(Contribution.without(event.name()))
                : List.of());
  }

  private static ProfileNumber stated(
      String name,
      String definition,
      Set<String> events,
      Function<ProfileState.Snapshot, @Nullable Latest<String>> latest) {
    return new ProfileNumber(
        name,
        "text",
        definition,
        events,
        (event, user) ->
            ExplainedUser.isFrom(latest.apply(user.state()), event.stamp())
                ? List.of(Contribution.without(event.name()))
                : List.of());
  }

  private static List<Contribution> reviewed(@Nullable Review review, ExplainedUser user) {
    if (review == null) {
      return List.of();
    }
    Double rating = review.rating();
    String text = review.text();
    Double score = text == null ? null : user.formula().sentiment().of(text);
    return List.of(
        new Contribution(
            rating == null ? null : BigDecimal.valueOf(rating),
            score == null ? "no known word" : String.format(Locale.ROOT, "sentiment %.3f", score)));
  }

  /** The names whose last statement this event is. */
  private static <T> List<Contribution> latest(Map<String, Latest<T>> stated, UserEvent event) {
    Map<String, Latest<T>> from = new TreeMap<>(stated);
    from.values().removeIf(last -> !ExplainedUser.isFrom(last, event.stamp()));
    return from.keySet().stream().map(Contribution::without).toList();
  }

  private ActivityNumbers() {}
}
