package io.tierwise.simulator;

import io.tierwise.simulator.ShopCustomer.Acquisition;
import io.tierwise.simulator.ShopCustomer.Consent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Draws the people: customers, and visitors who never say who they are. */
final class Population {
  private static final double NEVER_BUY = 0.14;
  private static final double VISITORS_PER_CUSTOMER = 0.3;
  private static final double OFF_PUT = 0.06;
  private static final List<String> FIRST_NAMES =
      List.of(
          "Olivia", "Amelia", "Isla", "Ava", "Lily", "Grace", "Freya", "Mia", "Noah", "Oliver",
          "George", "Arthur", "Leo", "Harry", "Oscar", "Jack", "Priya", "Aisha", "Chloe", "Hugo",
          "Emma", "Lena", "Felix", "Sanne", "Daan", "Camille", "Lucas", "Maeve", "Cian", "Zoe");
  private static final List<String> LAST_NAMES =
      List.of(
          "Smith",
          "Jones",
          "Taylor",
          "Brown",
          "Williams",
          "Wilson",
          "Johnson",
          "Davies",
          "Patel",
          "Wright",
          "Walker",
          "Khan",
          "Hughes",
          "Lewis",
          "Edwards",
          "Green",
          "Murphy",
          "Byrne",
          "Schmidt",
          "Weber",
          "Martin",
          "Bernard",
          "de Vries",
          "Jansen",
          "Clarke",
          "Ahmed",
          "Evans");

  private record Home(String country, String locale, String zone, double share) {}

  private static final List<Home> HOMES =
      List.of(
          new Home("GB", "en-GB", "Europe/London", 0.76),
          new Home("IE", "en-IE", "Europe/Dublin", 0.06),
          new Home("DE", "de-DE", "Europe/Berlin", 0.06),
          new Home("FR", "fr-FR", "Europe/Paris", 0.05),
          new Home("NL", "nl-NL", "Europe/Amsterdam", 0.04),
          new Home("US", "en-US", "America/New_York", 0.03));
  private static final double[] HOME_SHARES = HOMES.stream().mapToDouble(Home::share).toArray();
  private static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");
  private static final double[] DEVICE_SHARES = {0.58, 0.34, 0.08};
  private static final double[] ACQUISITION_SHARES = {0.2, 0.27, 0.2, 0.17, 0.06, 0.1};

  private final ShopSettings settings;
  private final Catalogue catalogue;
  private final Seasonality seasonality;

  Population(ShopSettings settings, Catalogue catalogue, Seasonality seasonality) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.seasonality = seasonality;
  }

  /** Customers first, in the order of their ids, then the anonymous visitors. */
  List<CustomerModel> draw() {
    int visitors = (int) Math.round(settings.customers() * VISITORS_PER_CUSTOMER);
    List<CustomerModel> people = new ArrayList<>();
    for (int index = 0; index < settings.customers() + visitors; index++) {
      people.add(person(index, index >= settings.customers()));
    }
    return List.copyOf(people);
  }

  private CustomerModel person(int index, boolean visitor) {
    RandomGenerator random = Draws.random(settings.seed(), index, 22);
    Home home = HOMES.get(Draws.index(random, HOME_SHARES));
    ZoneId zone = ZoneId.of(home.zone());
    boolean buyer = !visitor && !Draws.chance(random, NEVER_BUY);
    PurchaseRates rates = settings.rates();
    double ordersPerWeek = buyer ? Draws.gamma(random, rates.r(), rates.alpha()) : 0;
    double dropOut = Draws.beta(random, rates.a(), rates.b());
    int joinDay = joinDay(random, visitor);
    PurchaseProcess process =
        buyer
            ? PurchaseProcess.draw(seasonality, joinDay, ordersPerWeek, dropOut, zone, random)
            : PurchaseProcess.NONE;
    long joined = buyer ? process.orderVisits()[0] : seasonality.moment(joinDay, zone, random);
    long firstSeen = buyer ? lookedAround(joined, random) : joined;
    double spend = Math.exp(0.6 * random.nextGaussian() - 0.18);
    double pricePoint = Math.clamp(0.9 * Math.log(spend) + 0.6 * random.nextGaussian(), -1.5, 1.5);
    int[] interests = interests(random);
    double browse =
        visitor ? 0.08 : buyer ? 0.1 + 0.9 * ordersPerWeek * Draws.gamma(random, 4, 4) : 0.25;
    return new CustomerModel(
        index,
        customer(index, home, random, joined),
        interests,
        weights(interests.length, random),
        tastes(CatalogueVocabulary.BRANDS.size(), 0.7, random),
        tastes(CatalogueVocabulary.STYLES.size(), 0.9, random),
        pricePoint,
        random.nextDouble(),
        spend,
        ordersPerWeek,
        dropOut,
        browse,
        process,
        firstSeen,
        visitor ? Long.MAX_VALUE : joined,
        Draws.beta(random, 1, 6),
        persuadability(random));
  }

  /** A third of the customers is there in the first month, the others come all the time. */
  private int joinDay(RandomGenerator random, boolean visitor) {
    int days = settings.days();
    int within = !visitor && Draws.chance(random, 0.34) ? Math.min(days, 30) : days;
    return random.nextInt(within);
  }

  /** Most look at the shop some days before their first order. */
  private long lookedAround(long joined, RandomGenerator random) {
    if (Draws.chance(random, 0.45)) {
      return joined;
    }
    long ahead = (long) (Draws.exponential(random, 0.4) * Duration.ofDays(1).toMillis());
    return Math.max(joined - ahead, seasonality.startOf(0));
  }

  private ShopCustomer customer(int index, Home home, RandomGenerator random, long joined) {
    String id = String.format(Locale.ROOT, "c-%06d", index + 1);
    String name = Draws.pick(random, FIRST_NAMES) + " " + Draws.pick(random, LAST_NAMES);
    String email =
        name.toLowerCase(Locale.ROOT).replace(' ', '.') + "." + (index + 1) + "@example.com";
    return new ShopCustomer(
        id,
        name,
        email,
        home.country(),
        home.locale(),
        ZoneId.of(home.zone()),
        DEVICES.get(Draws.index(random, DEVICE_SHARES)),
        Acquisition.values()[Draws.index(random, ACQUISITION_SHARES)],
        new Consent(
            Draws.chance(random, 0.78), Draws.chance(random, 0.32), Draws.chance(random, 0.41)),
        Instant.ofEpochMilli(joined));
  }

  /** Two to five leaf categories; after the first, half of them from the same department. */
  private int[] interests(RandomGenerator random) {
    List<Integer> chosen = new ArrayList<>();
    chosen.add(Draws.index(random, catalogue.leafAppeal()));
    int wanted = 2 + Math.min(3, Draws.poisson(random, 1));
    while (chosen.size() < wanted) {
      int near = chosen.get(random.nextInt(chosen.size()));
      int leaf =
          Draws.chance(random, 0.55)
              ? neighbour(near, random)
              : Draws.index(random, catalogue.leafAppeal());
      if (!chosen.contains(leaf)) {
        chosen.add(leaf);
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Another leaf that goes with this one, or one of the same department. */
  private int neighbour(int leaf, RandomGenerator random) {
    var vocabulary = catalogue.leaves().get(leaf);
    if (Draws.chance(random, 0.5)) {
      return catalogue.leafIndex(Draws.pick(random, vocabulary.companions()));
    }
    double[] weights = catalogue.leafAppeal();
    for (int i = 0; i < weights.length; i++) {
      if (!catalogue.leaves().get(i).department().equals(vocabulary.department())) {
        weights[i] = 0;
      }
    }
    return Draws.index(random, weights);
  }

  private static double[] weights(int count, RandomGenerator random) {
    double[] weights = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = Math.pow(0.6, i) * Draws.gamma(random, 4, 4);
      sum += weights[i];
    }
    Arrays.sort(weights);
    double[] strongestFirst = new double[count];
    for (int i = 0; i < count; i++) {
      strongestFirst[i] = weights[count - 1 - i] / sum;
    }
    return strongestFirst;
  }

  private static float[] tastes(int count, double deviation, RandomGenerator random) {
    float[] tastes = new float[count];
    for (int i = 0; i < count; i++) {
      tastes[i] = (float) (deviation * random.nextGaussian());
    }
    return tastes;
  }

  private static double persuadability(RandomGenerator random) {
    double factor = Math.exp(0.35 * random.nextGaussian() - 0.06);
    return Draws.chance(random, OFF_PUT) ? -0.4 : factor;
  }
}
