package io.tierwise.recommend.serving;

import io.tierwise.recommend.feedback.Touch;
import io.tierwise.recommend.feedback.Touches;
import io.tierwise.recommend.feedback.VariantOutcome;
import io.tierwise.recommend.placement.AnswerPlacement;
import io.tierwise.recommend.placement.Placement;
import io.tierwise.recommend.placement.PlacementBook;
import io.tierwise.recommend.placement.Placements;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The placements of a {@link TestShop}, one of them, with clicks on its lists. */
final class PlacementDesk implements Placements, Touches {
  private final Clock clock = Clock.fixed(TestShop.NOW, ZoneOffset.UTC);
  private final Recommend recommend;
  private List<Placement> kept = List.of();
  private Map<String, List<VariantClicks>> clicks = Map.of();

  PlacementDesk(Recommend recommend) {
    this.recommend = recommend;
  }

  void clicked(int onA, int onB) {
    clicks =
        Map.of("email", List.of(new VariantClicks("a", 50, onA), new VariantClicks("b", 50, onB)));
  }

  AnswerPlacement answers() {
    PlacementBook book = new PlacementBook(this, this, clock);
    book.follow();
    return new AnswerPlacement(book, recommend, clock);
  }

  @Override
  public List<Placement> all() {
    return kept;
  }

  @Override
  public Placement save(Placement placement) {
    kept = List.of(placement);
    return placement;
  }

  @Override
  public boolean remove(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void record(List<Touch> touches) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, List<VariantClicks>> clicksByVariant(Instant since) {
    return clicks;
  }

  @Override
  public List<Figures> figures(String placement, Instant from, Instant to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<VariantOutcome> outcomes(String placement, Instant from, Instant to) {
    throw new UnsupportedOperationException();
  }
}
