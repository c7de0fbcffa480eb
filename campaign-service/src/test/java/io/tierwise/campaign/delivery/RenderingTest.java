package io.tierwise.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tierwise.campaign.delivery.Rendering.Rendered;
import io.tierwise.campaign.delivery.Template.Variant;
import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderingTest {
  private static final Variant EVERYBODY = new Variant(null, null, "s", "everybody", null);
  private static final Variant GOLD = new Variant("Gold", null, "s", "gold", null);
  private static final Variant GERMAN = new Variant(null, "de", "s", "german", null);
  private static final Variant BOTH = new Variant("Gold", "de", "s", "both", null);

  private static Template template(Variant... variants) {
    return new Template("t", List.of("a"), List.of(variants), Instant.EPOCH);
  }

  private static Recipient recipient(String tier, String locale) {
    return new Recipient("u", tier, locale, Map.of("name", "Anna & Co"));
  }

  private static Rendered render(Variant variant, Map<String, String> fields) {
    Message message =
        new Message("k", "u", Channel.EMAIL, "t", fields, null, null, null, Instant.EPOCH, 0);
    return Rendering.render(
        template(variant), message, recipient("Gold", "de-AT"), "http://localhost/u?a&b");
  }

  @Test
  void variant_isTheMostSpecialThatSuits() {
    Template all = template(EVERYBODY, GOLD, GERMAN, BOTH);
    assertThat(all.variantFor(recipient("Gold", "de-AT"))).isEqualTo(BOTH);
    assertThat(all.variantFor(recipient("Silver", "de"))).isEqualTo(GERMAN);
    assertThat(all.variantFor(recipient("Gold", "en_GB"))).isEqualTo(GOLD);
    assertThat(all.variantFor(recipient(null, null))).isEqualTo(EVERYBODY);
    assertThat(template(EVERYBODY, GOLD, GERMAN).variantFor(recipient("Gold", "DE")))
        .isEqualTo(GERMAN);
  }

  @Test
  void values_areEscapedInHtmlAlone_andNeverFilledAgain() {
    Variant variant =
        new Variant(
            null,
            null,
            "{{a}}",
            "{{ a }} {{traits.name}} {{tier}}",
            "<a title='{{a}}'>{{unsubscribeUrl}}");
    assertThat(render(variant, Map.of("a", "<'{{tier}}$1\n\">")))
        .isEqualTo(
            new Rendered.Ready(
                new Content(
                    "<'{{tier}}$1 \">",
                    "<'{{tier}}$1\n\"> Anna & Co Gold",
                    "<a title='&lt;&#39;{{tier}}$1\n&quot;&gt;'>http://localhost/u?a&amp;b")));
  }

  @Test
  void missingValue_isNamed_unlessSomethingStandsThereInstead() {
    Variant variant =
        new Variant(null, null, "{{traits.x|}}{{a|none}}", "{{a}} {{traits.x}}", null);
    assertThat(render(variant, Map.of()))
        .isEqualTo(new Rendered.Impossible("no value for a, traits.x of template t"));
    Variant kind = new Variant(null, null, "Hi {{traits.x| you }}", "{{a|none}}", null);
    assertThat(render(kind, Map.of()))
        .isEqualTo(new Rendered.Ready(new Content("Hi you", "none", null)));
  }

  @Test
  void places_tellNamesLinesAndStrays() {
    assertThat(new Placeholders("{{a}}\n{{ b|c }} {{1}}\n{{").places())
        .extracting(Placeholders.Place::name, Placeholders.Place::line)
        .containsExactly(tuple("a", 1), tuple("b", 2), tuple(null, 2), tuple(null, 3));
  }
}
