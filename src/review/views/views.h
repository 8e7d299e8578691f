// review/views/views.h — answers the requests of the review page that only read data.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "pipeline/inputs/rejects.h"
#include "pipeline/output/scan_renderer.h"
#include "review/queue/json_response.h"
#include "review/queue/review_queue.h"
#include "store/store_reader.h"
#include "text/lexicon.h"

namespace codau::review {

/// The data from which responses are made.
struct ViewContext {
  const store::StoreReader& store;
  const ReviewQueue& queue;
  const text::Lexicon& lexicon;
  const std::filesystem::path& out;
  pipeline::ScanRenderer* scans = nullptr;  ///< cuts strips of handwriting; null: no strips are cut
};

/// Answers the request of ReviewService::doubt(). The next functions answer the requests of their
/// names: tasks(), row(), page(), same(), rescans() and scan().
[[nodiscard]] JsonResponse answer_doubt(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_tasks(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_row(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_page(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_same(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_rescans(const ViewContext& view);
[[nodiscard]] std::optional<pipeline::ScanPart> find_scan_part(const ViewContext& view,
                                                               const RequestParams& asked);

/// Returns the files and pages that runs could not read, from OUT/rejects.jsonl. Empty if the file
/// does not exist.
[[nodiscard]] std::vector<pipeline::Reject> read_rejects(const std::filesystem::path& out);
/// Returns true for a column of names. A misread name often occurs in other documents, too, so the
/// page offers to correct them together.
[[nodiscard]] bool may_spread(std::string_view table, std::string_view field);
/// Returns the text of a document; empty if the document has none.
[[nodiscard]] std::string read_text(const ViewContext& view, std::string_view doc_id);
/// Returns the changes that restoration made to the text, as JSON Lines; empty if there are none.
[[nodiscard]] std::string read_changes(const ViewContext& view, std::string_view doc_id);

}  // namespace codau::review
