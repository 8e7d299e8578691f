// export/delivery/delivered_digest.h — digests that tell whether a target already holds the
// delivered rows of a document. They are compared before rows are sent.
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
  /// Program version. A new version may change rules, so it changes all digests.
  std::string version;
  bool include_unreviewed = false;
  bool provenance = false;
};
/// Suffix of the digest of a delivery without provenance. The part before it equals the digest of
/// the same delivery with provenance.
inline constexpr std::string_view kPlainDigestSuffix = "-plain";

/// Returns a digest of the delivered rows of a document. Equal digests mean equal rows. Equal rows
/// may have different digests: then the rows are sent needlessly. The digest depends only on:
/// 1. `stored`: the digest of all rows of the document in the store, with the decisions of people;
/// 2. `terms` and the version of the schema;
/// 3. `withheld`, sorted: ids of the closed documents (export_filter.h) that this document cites,
/// and of
///    its agencies that are kept back.
/// The refusals of a target need no input of their own. They depend only on the row and the program
/// version.
[[nodiscard]] std::string compute_delivered_digest(std::string_view stored,
                                                   const DeliveryTerms& terms,
                                                   std::span<const std::string> withheld);

/// Returns the digests by doc_id, for the wanted documents that are not closed. `filter` may have
/// judged only find_documents_in_doubt(). If the store has no digest of a document, its digest here
/// is empty. Such a document must be sent.
[[nodiscard]] std::map<std::string, std::string> compute_delivered_digests(
    const ExportFilter& filter, const DeliveryTerms& terms);

}  // namespace codau::exports
