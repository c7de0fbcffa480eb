package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.ServiceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;

/** A visitor in a real browser: the four placements, what a click changes in them, and why. */
class StorefrontIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static RunningSuite suite;

  @BeforeAll
  static void open() {
    suite = RunningSuite.shared();
    SmallShop.openIn(suite);
  }

  @Test
  void placements_followTheVisitor_andSayWhy() throws IOException {
    try (Browser browser = Browser.open()) {
      String visitor = "anon:window-shopper";
      browser
          .driver()
          .get(
              suite.recommend().base().resolve("/storefront/?user=" + visitor)
                  + "&key="
                  + ServiceSettings.LOCAL_WRITE_KEY
                  + "&ingest="
                  + suite.ingest().base());
      Page page = new Page(browser);
      page.awaitItems("home");
      assertThat(page.source("home")).startsWith("trending");
      page.awaitItems("email");
      browser.keepScreenshot("storefront-visitor");

      List<String> shown = page.items("home");
      String clicked =
          shown.stream()
              .filter(SmallShop::sells)
              .findFirst()
              .orElseThrow(() -> new AssertionError("only unknown items are trending: " + shown));
      page.click("[data-placement='home'] [data-item='" + clicked + "'] .open");
      Eventually.asserted(
          "the lists follow the click",
          SOON,
          () -> {
            assertThat(page.source("home")).startsWith("item-knn").doesNotContain("fallback");
            assertThat(page.reasons("home")).anyMatch(reason -> reason.contains("Because you "));
            assertThat(page.reasons("product-page"))
                .isNotEmpty()
                .anyMatch(reason -> reason.startsWith("Similar to "));
          });

      page.click("#product .add");
      Eventually.asserted(
          "the cart has company",
          SOON,
          () ->
              assertThat(page.reasons("cart"))
                  .anyMatch(reason -> reason.contains("% of the orders with")));
      assertThat(page.items("cart")).doesNotContain(clicked);
      browser.keepScreenshot("storefront");

      page.click("#cart .buy");
      Eventually.asserted(
          "what was bought does not come back",
          SOON,
          () -> {
            assertThat(page.items("home")).isNotEmpty().doesNotContain(clicked);
            assertThat(page.reasons("home")).anyMatch(reason -> reason.contains("you bought"));
          });
      assertThat(page.notice()).isEmpty();
      assertThat(browser.complaints()).isEmpty();
    }
    Eventually.asserted(
        "the lists are attributed",
        SOON,
        () -> {
          String rows = suite.recommend().read("/v1/placements/home/report").get("rows").toString();
          assertThat(rows).contains("\"clickedLists\":1", "\"strategy\":\"trending\"");
        });
  }

  private record Page(Browser browser) {
    void awaitItems(String placement) {
      Eventually.asserted(
          placement + " has items", SOON, () -> assertThat(items(placement)).isNotEmpty());
    }

    List<String> items(String placement) {
      return read(placement, ".card", "dataset.item");
    }

    List<String> reasons(String placement) {
      return read(placement, ".why", "textContent");
    }

    String source(String placement) {
      return read(placement, ".source", "textContent").getFirst();
    }

    String notice() {
      return browser.driver().findElement(By.id("notice")).getText();
    }

    /** The page may draw its lists anew between finding and clicking. */
    void click(String selector) {
      Eventually.value(
          "click on " + selector,
          SOON,
          () -> {
            try {
              browser.driver().findElement(By.cssSelector(selector)).click();
              return true;
            } catch (StaleElementReferenceException
                | NoSuchElementException
                | ElementNotInteractableException e) {
              return null;
            }
          });
    }

    /** In one step, since the page may draw its lists anew at any time. */
    @SuppressWarnings("unchecked")
    private List<String> read(String placement, String selector, String property) {
      String script =
          "return [...document.querySelectorAll(arguments[0])].map((found) => found.%s)"
              .formatted(property);
      Object found =
          browser
              .driver()
              .executeScript(script, "[data-placement='" + placement + "'] " + selector);
      return (List<String>) found;
    }
  }
}
