package io.tierwise.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.profile.ProfileProperties.LedgerProperties;
import io.tierwise.profile.fold.Formula;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProfilePropertiesTest {
  private static ProfileProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("tierwise.profile", ProfileProperties.class);
  }

  @Test
  void defaults_areThirtyDaysAndThirtyMinutes() {
    ProfileProperties defaults = bind(Map.of());
    assertThat(defaults.formula().id()).startsWith("3|PT720H|10,25,50,100,250|PT30M|");
    assertThat(defaults.publication().pace().quiet()).isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void allSettings_areMapped() {
    ProfileProperties all =
        bind(
            Map.of(
                "tierwise.profile.affinity-half-life", "7d",
                "tierwise.profile.price-bands", "5,20",
                "tierwise.profile.session-gap", "10m",
                "tierwise.profile.sentiment-lexicon", "words.txt",
                "tierwise.profile.publication.tick", "1s",
                "tierwise.profile.publication.quiet", "2s",
                "tierwise.profile.publication.patience", "3s",
                "tierwise.profile.publication.batch", "4",
                "tierwise.profile.ledger.retention", "730d"));
    assertThat(all)
        .isEqualTo(
            new ProfileProperties(
                Duration.ofDays(7),
                List.of(new BigDecimal("5"), new BigDecimal("20")),
                Duration.ofMinutes(10),
                Path.of("words.txt"),
                new PublicationProperties(
                    Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 4),
                new LedgerProperties(Duration.ofDays(730))));
  }

  @Test
  void anotherLexicon_isAnotherFormula(@TempDir Path folder) throws Exception {
    Path words = Files.writeString(folder.resolve("words.txt"), "# ours\nmeh\t-1.5\tmore\n");
    Formula formula =
        bind(Map.of("tierwise.profile.sentiment-lexicon", words.toString())).formula();
    assertThat(formula.id()).isNotEqualTo(bind(Map.of()).formula().id());
    assertThat(formula.sentiment().of("meh")).isLessThan(0);
    assertThat(formula.sentiment().of("great")).isNull();
  }

  @Test
  void lexiconsThatCannotBeRead_areRefused(@TempDir Path folder) throws Exception {
    Path words = Files.writeString(folder.resolve("words.txt"), "good\n");
    assertThatThrownBy(
            () -> bind(Map.of("tierwise.profile.sentiment-lexicon", words.toString())).formula())
        .hasMessageContaining("line 1");
    assertThatThrownBy(
            () -> bind(Map.of("tierwise.profile.sentiment-lexicon", "no-such-file")).formula())
        .hasMessageContaining("no-such-file");
  }

  @Test
  void bandsThatDoNotAscend_areRefused() {
    assertThatThrownBy(() -> bind(Map.of("tierwise.profile.price-bands", "20,5")).formula())
        .hasMessageContaining("[20, 5]");
  }
}
