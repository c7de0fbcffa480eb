package io.tierwise.segmentation.propensity;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.run.ValueKeeper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps scores up with the features between two passes over everybody. */
public final class LiveScores implements ValueKeeper {
  private final PropensityModels models;
  private final CustomerActivity activity;
  private final CustomerScores scores;
  private final Map<Target, LiveModel> known = new ConcurrentHashMap<>();

  public LiveScores(PropensityModels models, CustomerActivity activity, CustomerScores scores) {
    this.models = models;
    this.activity = activity;
    this.scores = scores;
  }

  /** A customer's score with what it is made of. */
  public record Explained(
      LiveModel model, LiveModel.Score score, List<PropensityModel.Reason> reasons) {}

  @Override
  public void refresh(List<Customer> customers) {
    List<LiveModel> live = customers.isEmpty() ? List.of() : live();
    if (live.isEmpty()) {
      return;
    }
    Map<String, Customer> byId = new HashMap<>();
    customers.forEach(customer -> byId.put(customer.userId(), customer));
    List<ActivityHistory> histories = activity.of(byId.keySet());
    for (LiveModel model : live) {
      Optional<LocalDate> passed = passed(model);
      List<LiveModel.Score> fresh = new ArrayList<>();
      for (ActivityHistory history : histories) {
        Customer customer = byId.get(history.userId());
        if (customer != null) {
          model.score(history, cut(customer.lastSeenAt(), passed)).ifPresent(fresh::add);
        }
      }
      scores.store(model, fresh);
    }
  }

  @Override
  public void remove(Collection<String> userIds) {
    scores.remove(userIds);
  }

  /** By each live model that concerns the customer. */
  public List<Explained> explain(Customer customer) {
    List<Explained> explained = new ArrayList<>();
    List<LiveModel> live = live();
    if (live.isEmpty()) {
      return explained;
    }
    for (ActivityHistory history : activity.of(List.of(customer.userId()))) {
      for (LiveModel model : live) {
        LocalDate cut = cut(customer.lastSeenAt(), passed(model));
        model
            .score(history, cut)
            .ifPresent(
                score ->
                    explained.add(
                        new Explained(
                            model,
                            score,
                            model
                                .model()
                                .reasons(history.featuresAt(Math.toIntExact(cut.toEpochDay()))))));
      }
    }
    return explained;
  }

  /** Asks every time which models are live, and loads each once. */
  public List<LiveModel> live() {
    return models.live().stream().map(this::loaded).toList();
  }

  private LiveModel loaded(LiveModel.Id id) {
    LiveModel model = known.get(id.target());
    if (model == null || !model.id().equals(id.modelId())) {
      model = models.model(id.modelId()).orElseThrow();
      known.put(id.target(), model);
    }
    return model;
  }

  private Optional<LocalDate> passed(LiveModel model) {
    return scores.lastPass(model.parameters().target()).map(CustomerScores.Pass::cut);
  }

  /** The day after the customer was last seen, or the day as of which everybody was scored. */
  private static LocalDate cut(Instant lastSeen, Optional<LocalDate> passed) {
    LocalDate own = dayAfter(lastSeen);
    return passed.filter(own::isBefore).orElse(own);
  }

  static LocalDate dayAfter(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).plusDays(1);
  }
}
