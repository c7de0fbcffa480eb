package io.tierwise.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a screen, driven by the chromedriver of its package. */
final class Browser implements AutoCloseable {
  private final ChromeDriver driver;
  private final Path screenshots;

  private Browser(ChromeDriver driver, Path screenshots) {
    this.driver = driver;
    this.screenshots = screenshots;
  }

  /** Skips the test, with a message, where Chromium is missing. */
  static Browser open() {
    Optional<Path> chromium = executable("chromium");
    Optional<Path> chromedriver = executable("chromedriver");
    Assumptions.assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "needs chromium and chromedriver on the PATH (Debian: chromium, chromium-driver)");
    LoggingPreferences console = new LoggingPreferences();
    console.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    ChromeOptions options =
        new ChromeOptions()
            .setBinary(chromium.orElseThrow().toFile())
            .addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--lang=en-GB",
                "--force-color-profile=srgb");
    options.setCapability("goog:loggingPrefs", console);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().toFile())
            .usingAnyFreePort()
            .withTimeout(Duration.ofSeconds(90))
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
    driver.manage().window().setSize(new Dimension(1280, 1400));
    return new Browser(driver, Path.of(System.getProperty("screenshots", "target/screenshots")));
  }

  ChromeDriver driver() {
    return driver;
  }

  /** The whole window as a PNG. */
  void keepScreenshot(String name) throws IOException {
    Files.createDirectories(screenshots);
    Files.write(screenshots.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What the page complained about: a script that failed, a resource that is missing. */
  String complaints() {
    StringBuilder complaints = new StringBuilder();
    driver
        .manage()
        .logs()
        .get(LogType.BROWSER)
        .forEach(entry -> complaints.append(entry.getMessage()).append('\n'));
    return complaints.toString();
  }

  private static Optional<Path> executable(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
