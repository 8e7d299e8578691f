// export/delivery/delivered_digest.h — a digest for each document, by which a load finds out
// whether its target already holds the delivered rows (export/delivery/export_filter.h).
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
  bool provenance = false;          ///< with provenance (export/delivery/row_source.h)
};
/// Suffix of the digest of a delivery without provenance. The part before the suffix is the digest
/// of the same delivery with provenance.
inline constexpr std::string_view kPlainDigestSuffix = "-plain";

/// Returns a digest of the delivered rows of one document. Equal digests mean equal rows. Equal
/// rows may have different digests; then they are sent needlessly. The digest depends on:
/// 1. `stored`: the digest of all rows of the document (StoreReader::digests());
/// 2. `terms`, and the version of the schema;
/// 3. `withheld`, sorted: ids of closed documents that this document cites, and of kept-back
///    agencies that it names.
[[nodiscard]] std::string compute_delivered_digest(std::string_view stored,
                                                   const DeliveryTerms& terms,
                                                   std::span<const std::string> withheld);

/// Returns the digest of each document that is wanted and not closed, by doc_id. An empty digest
/// means that the store has none; such a document must be sent. It is enough if `filter` has judged
/// the documents of find_documents_in_doubt().
[[nodiscard]] std::map<std::string, std::string> compute_delivered_digests(
    const ExportFilter& filter, const DeliveryTerms& terms);

}  // namespace codau::exports
