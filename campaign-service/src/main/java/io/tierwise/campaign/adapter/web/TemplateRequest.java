package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.delivery.Placeholders;
import io.tierwise.campaign.delivery.Placeholders.Place;
import io.tierwise.campaign.delivery.Template;
import io.tierwise.campaign.delivery.Template.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A template as a marketer writes it. */
@Schema(
    example =
        """
        {"fields": ["title", "body"],
         "variants": [
           {"subject": "{{title}}", "text": "Hello {{traits.firstName|there}},\\n\\n{{body}}\\n\\nUnsubscribe: {{unsubscribeUrl}}",
            "html": "<p>Hello {{traits.firstName|there}},</p><p>{{body}}</p><p><a href=\\"{{unsubscribeUrl}}\\">Unsubscribe</a></p>"},
           {"tier": "Gold", "language": "de", "subject": "{{title}}", "text": "Guten Tag,\\n\\n{{body}}"}]}
        """)
record TemplateRequest(
    @Schema(description = "That a message has to bring") @Nullable List<@Nullable String> fields,
    @Schema(description = "One of them without tier and language, for everybody")
        @Nullable List<@Nullable VariantRequest> variants) {
  private static final int MOST = 100;
  private static final int LONGEST = 200_000;

  record VariantRequest(
      @Nullable String tier,
      @Schema(description = "Two letters, such as de; it is that of the profile's locale")
          @Nullable String language,
      @Nullable String subject,
      @Nullable String text,
      @Nullable String html) {}

  Template read(String name, Instant now) {
    Checks checks = new Checks();
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      checks.problem("name", "invalid", "is a name of letters, digits, points, - and _");
    }
    List<String> known = checks.texts("fields", fields, MOST);
    for (int i = 0; i < known.size(); i++) {
      if (!known.get(i).matches("[A-Za-z][A-Za-z0-9_.-]*")) {
        checks.problem("fields[" + i + "]", "invalid-name", "is no name of a placeholder");
      }
    }
    List<@Nullable VariantRequest> given = Objects.requireNonNullElse(variants, List.of());
    if (given.isEmpty() || given.size() > MOST) {
      checks.problem("variants", "out-of-range", given.size() + " variants are not 1.." + MOST);
    }
    List<Variant> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < Math.min(given.size(), MOST); i++) {
      String field = "variants[" + i + "]";
      VariantRequest variant = given.get(i);
      if (variant == null) {
        checks.problem(field, "missing", "is null");
        continue;
      }
      if (!seen.add(variant.tier() + "\n" + variant.language())) {
        checks.problem(field, "duplicate", "there is one of that tier and language");
      }
      read.add(variant(field + ".", variant, known, checks));
    }
    if (!given.isEmpty()
        && read.stream().noneMatch(v -> v.tier() == null && v.language() == null)) {
      checks.problem("variants", "no-default", "one without tier and language is for everybody");
    }
    checks.throwIfAny();
    return new Template(name, known, read, now);
  }

  private static Variant variant(
      String at, VariantRequest variant, List<String> known, Checks checks) {
    String language = variant.language();
    if (language != null && !language.matches("[a-z]{2,3}")) {
      checks.problem(
          at + "language", "invalid", "'" + language + "' is no language code such as de");
    }
    String html = variant.html();
    return new Variant(
        variant.tier() == null ? null : checks.text(at + "tier", variant.tier()),
        language == null ? null : language.toLowerCase(Locale.ROOT),
        words(at + "subject", checks.text(at + "subject", variant.subject()), known, checks),
        words(at + "text", Objects.requireNonNullElse(variant.text(), ""), known, checks),
        html == null ? null : words(at + "html", html, known, checks));
  }

  private static String words(String field, String text, List<String> known, Checks checks) {
    if (text.isBlank()) {
      if (!field.endsWith("subject")) {
        checks.problem(field, "missing", "is required");
      }
      return text;
    }
    if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
      checks.problem(field, "invalid-text", "has more than " + LONGEST + " characters or a zero");
      return text;
    }
    for (Place place : new Placeholders(text).places()) {
      String name = place.name();
      if (name == null) {
        checks.problem(
            field,
            "malformed-placeholder",
            "line %d: '%s' is no {{name}} or {{name|otherwise}}"
                .formatted(place.line(), place.words()));
      } else if (!Template.knows(known, name)) {
        checks.problem(
            field,
            "unknown-placeholder",
            "line %d: '%s' is neither in fields nor one of %s, traits.NAME"
                .formatted(
                    place.line(),
                    name,
                    String.join(", ", Template.GIVEN.stream().sorted().toList())));
      }
    }
    return text;
  }
}
