/** Conventions of the REST APIs: pages, cursors, money, body limit, OpenAPI. */
@NullMarked
package io.tierwise.starter.web;

import org.jspecify.annotations.NullMarked;
