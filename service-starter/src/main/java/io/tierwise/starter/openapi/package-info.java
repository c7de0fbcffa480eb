/** The description of a service's API. */
@NullMarked
package io.tierwise.starter.openapi;

import org.jspecify.annotations.NullMarked;
