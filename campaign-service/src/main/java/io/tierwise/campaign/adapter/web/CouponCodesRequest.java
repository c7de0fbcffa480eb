package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.coupon.CouponCodes;
import io.tierwise.campaign.coupon.Coupons;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Codes for a pool: a list, or a wish for new ones. */
record CouponCodesRequest(
    @Schema(description = "At most 100000; upper and lower case are the same")
        @Nullable List<@Nullable String> list,
    @Nullable GenerateRequest generate) {
  private static final int MOST = 100_000;
  private static final int LONGEST_PREFIX = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * @param length of the part after the prefix
   */
  record GenerateRequest(
      @Schema(description = "1 to 100000") @Nullable Integer count,
      @Schema(description = "At most 20 characters; default none") @Nullable String prefix,
      @Schema(description = "After the prefix, 8 to 32; default 10") @Nullable Integer length) {}

  /** The codes of the list, each once. */
  Set<String> read(String at) {
    Checks checks = new Checks();
    List<@Nullable String> given = Objects.requireNonNullElse(list, List.of());
    Set<String> codes = new LinkedHashSet<>();
    if (given.size() > MOST) {
      checks.problem(at + "list", "too-many", given.size() + " codes, at most " + MOST);
    } else {
      for (int i = 0; i < given.size(); i++) {
        codes.add(CouponCodes.normal(checks.text(at + "list[" + i + "]", given.get(i))));
      }
    }
    if (generate != null) {
      range(checks, at + "generate.count", generate.count(), 1, MOST, -1);
      range(checks, at + "generate.length", generate.length(), 8, 32, 10);
      String prefix = Objects.requireNonNullElse(generate.prefix(), "");
      if (!prefix.isEmpty()
          && checks.text(at + "generate.prefix", prefix).length() > LONGEST_PREFIX) {
        checks.problem(at + "generate.prefix", "too-long", "more than 20 characters");
      }
    }
    checks.throwIfAny();
    return codes;
  }

  /** How many codes are new in the pool. */
  int put(Coupons coupons, String pool, Set<String> codes) {
    int added = codes.isEmpty() ? 0 : coupons.put(pool, codes);
    if (generate != null) {
      int wanted = Objects.requireNonNullElse(generate.count(), 0);
      int length = Objects.requireNonNullElse(generate.length(), 10);
      String prefix = CouponCodes.normal(Objects.requireNonNullElse(generate.prefix(), ""));
      // A code that exists already is drawn again.
      for (int made = 0; made < wanted; ) {
        Set<String> drawn = new HashSet<>();
        while (drawn.size() < wanted - made) {
          drawn.add(CouponCodes.draw(RANDOM, prefix, length));
        }
        int news = coupons.put(pool, drawn);
        made += news;
        added += news;
      }
    }
    return added;
  }

  private static void range(
      Checks checks, String field, @Nullable Integer value, int low, int high, int fallback) {
    int number = Objects.requireNonNullElse(value, fallback);
    if (number < low || number > high) {
      checks.problem(field, "out-of-range", value + " is not in " + low + ".." + high);
    }
  }
}
