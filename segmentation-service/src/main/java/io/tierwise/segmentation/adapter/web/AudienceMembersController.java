package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.audience.Audience;
import io.tierwise.segmentation.audience.Audiences;
import io.tierwise.segmentation.audience.Standings;
import io.tierwise.segmentation.audience.Standings.Member;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is in a segment by rule. */
@RestController
@Tag(name = "Audiences")
class AudienceMembersController {
  private static final int MAX_PAGE = 1000;
  private static final int CSV_PAGE = 5000;

  private final Audiences audiences;
  private final Standings standings;

  AudienceMembersController(Audiences audiences, Standings standings) {
    this.audiences = audiences;
    this.standings = standings;
  }

  @GetMapping("/v1/audiences/{name}/members")
  @Operation(summary = "The customers of a segment by rule, by user id, and since when")
  Page<Member> members(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    int size = Cursor.limit(limit, MAX_PAGE);
    long id = found(name).id();
    return Page.of(standings.members(id, Cursor.decode(cursor), size + 1), size, Member::userId);
  }

  @GetMapping("/v1/audiences/{name}/members.csv")
  @Operation(
      summary = "All customers of a segment by rule as CSV",
      description = "Written as they are read; a body that ends as it should is complete.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = "string"),
              examples = @ExampleObject("userId,since\r\n12347,2026-06-30T12:00:00Z\r\n")))
  void csv(@PathVariable String name, HttpServletResponse response) throws IOException {
    long id = found(name).id();
    List<Member> page = standings.members(id, null, CSV_PAGE);
    response.setContentType("text/csv;charset=UTF-8");
    Writer out = response.getWriter();
    out.write("userId,since\r\n");
    while (!page.isEmpty()) {
      for (Member member : page) {
        out.append(cell(member.userId())).append(',').append(member.since().toString());
        out.append("\r\n");
      }
      page = standings.members(id, page.getLast().userId(), CSV_PAGE);
    }
    out.flush();
  }

  /** As in RFC 4180. */
  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private Audience found(String name) {
    return audiences.find(name).orElseThrow(() -> ProblemException.notFound("audience", name));
  }
}
