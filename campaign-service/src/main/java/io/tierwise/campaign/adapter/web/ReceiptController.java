package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.delivery.MessageLog;
import io.tierwise.campaign.delivery.MessageLog.Receipt;
import io.tierwise.campaign.delivery.MessageLog.Report;
import io.tierwise.campaign.delivery.MessageState;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.AnyParameters;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What receivers report of messages that they took. */
@RestController
@Tag(name = "Messages")
class ReceiptController {
  private static final int MOST = 1_000;
  private final MessageLog log;
  private final Clock clock;

  ReceiptController(MessageLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  record ReceiptRequest(
      @Schema(description = "Of the message") @Nullable String key,
      @Schema(allowableValues = {"delivered", "opened", "bounced", "failed", "unsubscribed"})
          @Nullable String report,
      @Nullable String reason) {}

  @Schema(
      example =
          """
          {"receipts": [{"key": "order-4711-shipped", "report": "bounced", "reason": "no such user"}]}
          """)
  record ReceiptsRequest(@Nullable List<@Nullable ReceiptRequest> receipts) {}

  record ReceiptView(
      String key,
      @Schema(description = "Of the message now; null if there is none of that key")
          @Nullable String state) {}

  record ReceiptsView(int known, int unknown, List<ReceiptView> items) {}

  @Operation(
      summary = "Report what became of messages",
      description =
          "For whoever sends for a webhook, a file or a topic. A receipt that comes twice or late"
              + " changes nothing; unsubscribed keeps further messages of the channel back.")
  @AnyParameters("Those who send for us, to the address that they were given")
  @PostMapping("/v1/receipts")
  ReceiptsView receive(@RequestBody ReceiptsRequest request) {
    List<ReceiptView> items = new ArrayList<>();
    for (Receipt receipt : read(request)) {
      Optional<MessageState> state = log.receive(receipt, clock.instant());
      items.add(new ReceiptView(receipt.key(), state.map(MessageState::id).orElse(null)));
    }
    int known = (int) items.stream().filter(item -> item.state() != null).count();
    return new ReceiptsView(known, items.size() - known, items);
  }

  private static List<Receipt> read(ReceiptsRequest request) {
    List<@Nullable ReceiptRequest> given =
        Objects.requireNonNullElse(request.receipts(), List.of());
    if (given.isEmpty() || given.size() > MOST) {
      throw ProblemException.invalid(
          "receipts", "out-of-range", given.size() + " receipts are not 1.." + MOST);
    }
    Checks checks = new Checks();
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String field = "receipts[" + i + "]";
      ReceiptRequest one =
          Objects.requireNonNullElse(given.get(i), new ReceiptRequest(null, null, null));
      String key = checks.text(field + ".key", one.key());
      String report = checks.text(field + ".report", one.report());
      String reason = one.reason() == null ? null : checks.text(field + ".reason", one.reason());
      Optional<Report> known =
          Stream.of(Report.values())
              .filter(r -> r.name().toLowerCase(Locale.ROOT).equals(report))
              .findFirst();
      if (known.isPresent()) {
        receipts.add(new Receipt(key, known.get(), reason));
      } else if (!report.isEmpty()) {
        checks.problem(
            field + ".report",
            "unknown",
            "'" + report + "' is none of delivered, opened, bounced, failed, unsubscribed");
      }
    }
    checks.throwIfAny();
    return receipts;
  }
}
