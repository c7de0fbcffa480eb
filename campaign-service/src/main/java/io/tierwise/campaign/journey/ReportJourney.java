package io.tierwise.campaign.journey;

import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.journey.JourneyFigures.Arms;
import io.tierwise.campaign.journey.JourneyFigures.BranchOutcome;
import io.tierwise.campaign.journey.JourneyFigures.SendCount;
import io.tierwise.campaign.journey.JourneyFigures.StateCount;
import io.tierwise.campaign.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what became of those who entered a journey. */
public final class ReportJourney {
  private final Journeys journeys;
  private final JourneyFigures figures;

  public ReportJourney(Journeys journeys, JourneyFigures figures) {
    this.journeys = journeys;
    this.figures = figures;
  }

  /**
   * @param active now, by step
   * @param lift of those who got the journey against those who were held out
   * @param window after the entry in which orders count
   */
  public record Report(
      Journey journey,
      List<StateCount> states,
      Map<String, Long> active,
      List<SendCount> sends,
      Lift lift,
      List<BranchOutcome> branches,
      Duration window) {}

  public Optional<Report> report(String id) {
    return journeys
        .find(id)
        .map(
            journey -> {
              Duration window = JourneyReader.trusted(journey.document()).conversionWindow();
              Arms arms = figures.arms(id, window);
              return new Report(
                  journey,
                  figures.states(id),
                  figures.active(id),
                  figures.sends(id),
                  new Lift(arms.treated(), arms.heldOut(), Money.ZERO),
                  figures.branches(id, window),
                  window);
            });
  }

  public JourneyFigures figures() {
    return figures;
  }
}
