// export/delivery/delivered_digest.h — a digest of the delivered rows of each document. A load into
// a database sends only the documents whose digest differs from that of the last load. A row is
// delivered or withheld. A closed document is secret or rejected, and all its rows are withheld
// (export/delivery/export_filter.h).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Settings of a whole delivery that affect its rows.
struct DeliveryTerms {
  std::string version;              ///< program version: a new version may change rules
  bool include_unreviewed = false;  ///< ExportFilterOptions::include_unreviewed
  bool provenance = false;  ///< also deliver how values were read (export/delivery/row_source.h)
};
/// Suffix of the digest of a delivery without provenance. Without the suffix, the digest is that of
/// the same delivery with provenance.
inline constexpr std::string_view kPlainDigestSuffix = "-plain";

/// Returns a digest of the delivered rows of one document. Equal digests mean equal rows. Equal
/// rows may have different digests; then they are sent needlessly. The digest depends on:
/// 1. `stored`: the digest of all rows of the document in the store (StoreReader::digests());
/// 2. `terms`, and the version of the schema;
/// 3. `withheld_ids`, sorted: the closed documents that the document cites, and the withheld
///    agencies that the document names.
[[nodiscard]] std::string compute_delivered_digest(std::string_view stored,
                                                   const DeliveryTerms& terms,
                                                   std::span<const std::string> withheld_ids);

/// Returns the digest of each document that is wanted and not closed, by doc_id. An empty digest
/// means that the store has no digest of the document, which must be sent then. Precondition:
/// `filter` has judged at least find_documents_in_doubt() (ExportFilterOptions::judged).
[[nodiscard]] std::map<std::string, std::string> compute_delivered_digests(
    const ExportFilter& filter, const DeliveryTerms& terms);

}  // namespace codau::exports
