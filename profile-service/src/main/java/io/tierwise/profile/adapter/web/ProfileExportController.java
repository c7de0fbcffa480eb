package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.lookup.ExportProfiles;
import io.tierwise.profile.lookup.ProfileFilter;
import io.tierwise.profile.publication.ProfileFacts;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Csv;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** All profiles of a filter, written as they are read. */
@RestController
@Tag(name = "Profiles")
class ProfileExportController {
  static final String PATH = "/v1/exports/profiles";
  private static final MediaType NDJSON = new MediaType("application", "x-ndjson");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
  private static final int BUFFER = 65_536;

  private final ExportProfiles exports;
  private final ProfileAnswers answers;
  private final JsonMapper json;
  private final Semaphore free;

  ProfileExportController(
      ExportProfiles exports,
      ProfileAnswers answers,
      JsonMapper json,
      @Value("${tierwise.profile.exports.max:2}") int max) {
    this.exports = exports;
    this.answers = answers;
    this.json = json;
    this.free = new Semaphore(max);
  }

  @GetMapping(PATH)
  @Operation(
      summary = "All profiles of a filter, as NDJSON or CSV",
      description =
          "The filters of the listing, and format (ndjson, csv; else by Accept). Compressed where"
              + " Accept-Encoding has gzip. An export that fails on its way breaks the connection"
              + " off: a body that ends as it should is complete.")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = "application/x-ndjson",
            schema = @Schema(implementation = ProfileAnswer.class),
            examples =
                @ExampleObject(
                    "{\"userId\":\"12347\",\"canonicalId\":\"12347\",\"identified\":true,\"mergedIds\":[],\"events\":31,\"orders\":2}")),
        @Content(
            mediaType = "text/csv",
            schema = @Schema(type = "string"),
            examples = @ExampleObject("userId,identified,mergedIds\r\n12347,true,[]\r\n"))
      })
  @ApiResponse(responseCode = "503", description = "Too many exports run already")
  void export(
      @RequestParam MultiValueMap<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
    FilterParameters.Export of = FilterParameters.export(parameters, accept.contains("text/csv"));
    if (!free.tryAcquire()) {
      throw ProblemException.unavailable(
          "too-many-exports", "Too many exports run already", RETRY_AFTER);
    }
    try {
      write(of.filter(), of.csv(), isGzipAccepted(request), response);
    } catch (UncheckedIOException _) {
      // The reader is gone or asleep; Tomcat has given the connection up.
    } catch (IOException | RuntimeException e) {
      if (!response.isCommitted()) {
        response.reset();
        throw e;
      }
      BrokenExports.mark(request, e);
    } finally {
      free.release();
    }
  }

  private void write(ProfileFilter filter, boolean csv, boolean gzip, HttpServletResponse response)
      throws IOException {
    ProfileTable table = new ProfileTable(json);
    Function<ProfileAnswer, String> line =
        csv ? table::row : answer -> json.writeValueAsString(answer) + "\n";
    // Not closed where it fails: that would write the end of a stream that has none.
    Body body = new Body(csv ? table.header() : "", csv, gzip, response);
    exports.export(
        filter,
        page -> {
          StringBuilder lines = new StringBuilder();
          for (ProfileFacts facts : page) {
            lines.append(line.apply(answers.of(facts)));
          }
          body.write(lines.toString());
        });
    body.end();
  }

  /** Begun when the first page is there: until then a fault is a problem detail. */
  private static final class Body {
    private final String header;
    private final boolean csv;
    private final boolean gzip;
    private final HttpServletResponse response;
    private OutputStream out = OutputStream.nullOutputStream();
    private boolean begun;

    Body(String header, boolean csv, boolean gzip, HttpServletResponse response) {
      this.header = header;
      this.csv = csv;
      this.gzip = gzip;
      this.response = response;
    }

    void write(String lines) {
      try {
        if (!begun) {
          begun = true;
          begin();
        }
        out.write(lines.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void begin() throws IOException {
      response.setContentType((csv ? Csv.TYPE : NDJSON).toString());
      response.setHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=profiles." + (csv ? "csv" : "ndjson"));
      out = response.getOutputStream();
      if (gzip) {
        response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        out = new GZIPOutputStream(out, BUFFER);
      }
      write(header);
    }

    void end() throws IOException {
      if (out instanceof GZIPOutputStream compressed) {
        compressed.finish();
      }
      out.flush();
    }
  }

  private static boolean isGzipAccepted(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null
        && List.of(accepted.toLowerCase(Locale.ROOT).replace(" ", "").split(",")).stream()
            .anyMatch(coding -> coding.matches("(x-)?gzip(;q=(1(\\.0*)?|0?\\.\\d*[1-9]\\d*))?"));
  }
}
