/**
 * A member's rows: schema, loading, statistics, encoding, and how good predictions are. Rows leave this package only as
 * {@link org.credence.node.data.Examples} for training and scoring, and as the validation set that its owner releases.
 *
 * <h2>From a file to examples</h2>
 *
 * {@code Schema} fixes one feature and output domain for the whole consortium: its columns bear Tribuo's names
 * ({@code column@value}), in the order of those names, which is the order of Tribuo's feature ids. {@code RowsLoader} reads a table
 * into {@code RawRows}: a CSV through opencsv (the reader inside Tribuo, used directly because Tribuo's iterator hides
 * line numbers, byte order marks and cell counts), the cells through a Tribuo {@code RowProcessor} whose field processors are
 * strict (Tribuo's own skip what they cannot read). The target is read beside it, since Tribuo drops a row whose features are all
 * missing. Each member commits to a {@code DatasetManifest}; the sums in all members' manifests give the one
 * {@code Standardization} that turns raw rows into {@code Examples}.
 *
 * <h2>Canonical rows</h2>
 *
 * The bytes that {@code RowsCodec} writes and hashes; integers are big-endian.
 *
 * <pre>
 * 4 bytes   "CRWS"
 * 1 byte    version, 1
 * 32 bytes  the schema's digest
 * 4 bytes   number of rows
 * each row, the schema's features in the order of the study file:
 *   a number    1 byte: 0 missing, 1 present; if present 8 bytes: IEEE 754 bits, finite, never negative zero
 *   a date      as a number, the age in years
 *   a category  2 bytes: 0 missing, else the value's place in the schema, from 1; where missing cells are flagged, one place more
 *   a molecule  its fingerprint, bit i as bit (i mod 8) of byte (i div 8)
 * then its target:
 *   binary      1 byte: 0 or 1
 *   a number    8 bytes: IEEE 754 bits, finite, never negative zero
 *   classes     2 bytes: the class's place in the schema, from 0
 *   labels      1 byte each: 0, 1, or 2 for missing
 * </pre>
 */
@NullMarked
package org.credence.node.data;

import org.jspecify.annotations.NullMarked;
