package io.tierwise.ingest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The shop's catalogue. */
@RestController
@Tag(name = "Items", description = "The catalogue: the last word on an item counts")
@SecurityRequirement(name = IngestApplication.WRITE_KEY)
@ApiResponse(
    responseCode = "202",
    description = "The broker has every accepted item",
    content =
        @Content(
            schema = @Schema(implementation = Answers.ItemResults.class),
            examples = @ExampleObject(Examples.ITEM_RESULTS)))
@ApiResponse(responseCode = "400", description = "The item is invalid, or the batch cannot be read")
@ApiResponse(responseCode = "401", description = "No write key, or an unknown one")
@ApiResponse(
    responseCode = "503",
    description = "The broker does not acknowledge: send all of it again")
class ItemController {
  private final ItemDoor door;

  ItemController(ItemDoor door) {
    this.door = door;
  }

  @PutMapping("/v1/items/{id}")
  @Operation(summary = "Adds or replaces an item")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(Examples.ITEM)))
  ResponseEntity<Object> put(@PathVariable String id, HttpServletRequest request) {
    return door.put(id, request);
  }

  @DeleteMapping("/v1/items/{id}")
  @Operation(summary = "Takes an item out of the catalogue")
  ResponseEntity<Object> delete(@PathVariable String id, HttpServletRequest request) {
    return door.delete(id, request);
  }

  @PostMapping("/v1/items/batch")
  @Operation(summary = "Adds or replaces items; a bad one never spoils the others")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(Examples.ITEMS)))
  ResponseEntity<Object> batch(HttpServletRequest request) {
    return door.batch(request);
  }
}
