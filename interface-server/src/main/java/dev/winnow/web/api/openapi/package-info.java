/** The API's description as OpenAPI, made from the controllers themselves so that it cannot lag behind. */
@NullMarked
package dev.winnow.web.api.openapi;

import org.jspecify.annotations.NullMarked;
