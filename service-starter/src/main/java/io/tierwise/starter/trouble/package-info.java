/** What background work says when it fails. */
@NullMarked
package io.tierwise.starter.trouble;

import org.jspecify.annotations.NullMarked;
