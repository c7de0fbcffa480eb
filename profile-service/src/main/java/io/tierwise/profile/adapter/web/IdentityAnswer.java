package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.profile.lookup.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who is who around one user, as JSON. */
@Schema(name = "Identity")
record IdentityAnswer(
    @Schema(example = "12347") String canonicalId,
    @Schema(description = "The ids of this user, the canonical one first") List<Key> keys,
    @Schema(description = "What events claimed about these ids, whether it holds or not")
        List<Claim> claims,
    @Schema(description = "What people decided about these ids, newest first")
        List<Decision> decisions,
    @Schema(description = "Ids that came to this user or left it, newest first; the last 500")
        List<Moved> moves) {
  @Schema(name = "IdentityReason", description = "An event, or a decision of a person")
  record Because(
      @Schema(description = "identify, alias, merge or split", example = "identify") String kind,
      @Schema(description = "When the event occurred, or the decision was made") Instant at,
      @Schema(description = "Of the event", example = "m-1") @Nullable String messageId,
      @Schema(description = "What brought the event, such as a write key's name", example = "web")
          @Nullable String source,
      @Schema(description = "Number of the decision", example = "17") @Nullable Long decisionId,
      @Schema(description = "Who decided", example = "local") @Nullable String by,
      @Schema(example = "The tablet in the shop") @Nullable String reason) {}

  @Schema(name = "IdentityKey")
  record Key(
      @Schema(example = "anon:3f6c1a52") String key,
      boolean canonical,
      @Schema(description = "When it came to this user; null for one that was always here")
          @Nullable Instant since,
      @Schema(description = "The id that this one follows", example = "12347")
          @Nullable String follows,
      @Nullable Because because) {}

  @Schema(name = "IdentityClaim")
  record Claim(
      @Schema(example = "anon:3f6c1a52") String key,
      @Schema(example = "12347") String target,
      @Schema(
              description =
                  "holds; preceded by an earlier claim on the id; overruled by a decision; cut,"
                      + " because it would close a circle",
              example = "holds")
          String state,
      Because because) {}

  @Schema(name = "IdentityDecision")
  record Decision(
      long id,
      @Schema(description = "merge or split", example = "split") String kind,
      @Schema(example = "anon:3f6c1a52") String key,
      @Nullable String into,
      Instant at,
      String by,
      String reason,
      @Schema(description = "False once there is a later decision about the id") boolean holds) {}

  @Schema(name = "IdentityMove")
  record Moved(
      String key,
      String from,
      String to,
      Instant at,
      @Schema(description = "The id whose link was set: this one, or one that it follows")
          String via,
      Because because) {}

  static IdentityAnswer of(Identity identity) {
    String root = identity.root();
    return new IdentityAnswer(
        root,
        identity.keys().stream().map(key -> key(key, root)).toList(),
        identity.claims().stream()
            .map(c -> new Claim(c.key(), c.target(), name(c.state()), because(c.because())))
            .toList(),
        identity.decisions().stream().map(IdentityAnswer::decision).toList(),
        identity.moves().stream()
            .map(m -> new Moved(m.key(), m.from(), m.to(), m.at(), m.via(), because(m.because())))
            .toList());
  }

  private static Key key(Identity.Key key, String root) {
    return new Key(
        key.key(),
        key.key().equals(root),
        key.since(),
        key.follows(),
        key.because() == null ? null : because(key.because()));
  }

  private static Decision decision(Identity.Decided decided) {
    return new Decision(
        decided.decision(),
        decided.target() == null ? "split" : "merge",
        decided.key(),
        decided.target(),
        decided.at(),
        decided.by(),
        decided.reason(),
        decided.holds());
  }

  private static Because because(Identity.Reason reason) {
    return new Because(
        name(reason.cause()),
        reason.at(),
        reason.messageId(),
        reason.source(),
        reason.decision(),
        reason.by(),
        reason.reason());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
