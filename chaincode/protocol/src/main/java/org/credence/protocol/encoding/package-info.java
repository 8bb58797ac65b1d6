/**
 * Canonical bytes and hashes: the one place where what members agree on becomes bytes.
 *
 * <h2>Canonical JSON</h2>
 *
 * <ul>
 *   <li>UTF-8 without a byte order mark, no whitespace, one spelling for each value.
 *   <li>A record is an object with all its components, ordered by name; a component without a value is {@code null}, and only one
 *       that is marked {@code @Nullable} may be. A component that is marked {@link org.credence.protocol.encoding.Implied} is left
 *       out where it has its implied value.
 *   <li>Integers are JSON integers within the range of their type. {@code BigDecimal} is text: plain digits without an exponent and
 *       without trailing zeros. There are no floating-point numbers.
 *   <li>Ids, digests, accounts, addresses, keys, certificates and enum constants are text. Lists are arrays. Text escapes the quote, the backslash and control
 *       characters, these as {@code \b \t \n \f \r} or as four upper-case hexadecimal digits after {@code \}{@code u}; everything
 *       else stands for itself.
 * </ul>
 *
 * Decoding refuses everything else: what is decoded encodes to the same bytes.
 *
 * <h2>Hashes</h2>
 *
 * SHA-256 over fields, each preceded by its length as four bytes, most significant first. The first field is the domain, text that
 * starts with {@code credence/}. Numbers are eight bytes, most significant first; text is UTF-8.
 */
@NullMarked
package org.credence.protocol.encoding;

import org.jspecify.annotations.NullMarked;
