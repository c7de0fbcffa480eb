package io.tierwise.segmentation.clv;

/** What came of looking for the most likely parameters. */
public enum FitVerdict {
  CONVERGED("The likelihood has a clear maximum."),
  AT_THE_EDGE(
      "The likelihood keeps growing towards an edge of the parameters: the data shows no difference"
          + " between customers in rate or in drop-out, and the model does not describe it."),
  NOT_CONVERGED("No maximum of the likelihood was found from any start."),
  NO_MEAN("Order values spread so widely that the model gives them no mean (q is not above 1).");

  private final String meaning;

  FitVerdict(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
