/**
 * What is a good event and what is not: bytes in, an accepted value or every reason against it out.
 * Plain Java and a JSON parser; the same for both front doors.
 */
@NullMarked
package io.tierwise.ingest.validation;

import org.jspecify.annotations.NullMarked;
