package io.tierwise.profile;

import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.HalfLife;
import io.tierwise.profile.fold.PriceBands;
import io.tierwise.profile.sentiment.Lexicon;
import io.tierwise.profile.sentiment.Sentiment;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How profiles are folded and published. A profile that was folded under another half-life, other
 * bands or another gap is computed anew from the ledger when its user is next seen, or in the
 * background.
 *
 * @param affinityHalfLife time after which an interest counts half; at least a day
 * @param priceBands thresholds between the bands, ascending, in the base currency
 * @param sessionGap the longest pause within a session
 * @param sentimentLexicon a file of words, each with a tab and its valence; the list that comes
 *     with the service unless given
 */
@ConfigurationProperties("tierwise.profile")
public record ProfileProperties(
    @DefaultValue("30d") Duration affinityHalfLife,
    @DefaultValue({"10", "25", "50", "100", "250"}) List<BigDecimal> priceBands,
    @DefaultValue("30m") Duration sessionGap,
    @Nullable Path sentimentLexicon,
    @DefaultValue PublicationProperties publication,
    @DefaultValue LedgerProperties ledger) {

  /**
   * How long events are kept.
   *
   * @param retention months that are older leave the ledger, their sums stay; null: for ever
   */
  public record LedgerProperties(@Nullable Duration retention) {
    public LedgerProperties {
      if (retention != null && retention.toDays() < 1) {
        throw new IllegalArgumentException(
            "tierwise.profile.ledger.retention must be a day at least: " + retention);
      }
    }
  }

  Formula formula() {
    Lexicon lexicon = sentimentLexicon == null ? Lexicon.own() : Lexicon.of(sentimentLexicon);
    return Formula.of(
        new HalfLife(affinityHalfLife),
        new PriceBands(priceBands),
        sessionGap,
        new Sentiment(lexicon));
  }
}
