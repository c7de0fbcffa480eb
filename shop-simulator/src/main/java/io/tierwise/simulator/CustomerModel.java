package io.tierwise.simulator;

import java.util.random.RandomGenerator;

/**
 * A customer with everything that the shop cannot see. Its arrays are read, never written, and stay
 * within this package.
 *
 * @param interests leaf categories, the strongest first
 * @param interestWeights in the same order, summing to one
 * @param brandTaste utility by brand index
 * @param styleTaste utility by style index
 * @param pricePoint price level they feel at home with, about -1.5 to 1.5
 * @param priceSensitivity how fast an item loses by being dearer or cheaper than that, 0 to 1
 * @param spendLevel multiplier of what they put into a basket, mean about one
 * @param ordersPerWeek while active; 0 for those who never buy
 * @param dropOut probability to leave for good after a repeat order
 * @param browseVisitsPerWeek visits without an order, while active
 * @param process when they order; none for those who never buy
 * @param firstSeen epoch milliseconds of the first visit
 * @param signsUp epoch milliseconds from which they have an account, MAX_VALUE for never
 * @param couponLover probability to use a coupon in an order
 * @param persuadability factor of every treatment effect, mean about one; negative for the few whom
 *     advertising puts off
 */
record CustomerModel(
    int index,
    ShopCustomer customer,
    int[] interests,
    double[] interestWeights,
    float[] brandTaste,
    float[] styleTaste,
    double pricePoint,
    double priceSensitivity,
    double spendLevel,
    double ordersPerWeek,
    double dropOut,
    double browseVisitsPerWeek,
    PurchaseProcess process,
    long firstSeen,
    long signsUp,
    double couponLover,
    double persuadability) {

  boolean everBuys() {
    return process.orderVisits().length > 0;
  }

  int interest(RandomGenerator random) {
    return interests[Draws.index(random, interestWeights)];
  }
}
