// review/views/views.h — what a person sees: answers to questions, of which none changes anything.
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

/// What answers are made from.
struct ViewContext {
  const store::StoreReader& store;
  const ReviewQueue& queue;
  const text::Lexicon& lexicon;
  const std::filesystem::path& out;
  pipeline::ScanRenderer* scans = nullptr;  ///< cuts strips of handwriting; null: none are cut
};

/// What is asked and answered: ReviewService, where each has its name.
[[nodiscard]] JsonResponse answer_doubt(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_tasks(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_row(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_page(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_same(const ViewContext& view, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_rescans(const ViewContext& view);
[[nodiscard]] std::optional<pipeline::ScanPart> find_scan_part(const ViewContext& view,
                                                               const RequestParams& asked);

/// Files and pages that the runs could not read, of OUT/rejects.jsonl. Nothing if there is no file.
[[nodiscard]] std::vector<pipeline::Reject> read_rejects(const std::filesystem::path& out);
/// Names, which are misread everywhere in the same way.
[[nodiscard]] bool may_spread(std::string_view table, std::string_view field);
/// The text of a document, and its changes as JSON Lines; empty if there are none.
[[nodiscard]] std::string read_text(const ViewContext& view, std::string_view doc_id);
[[nodiscard]] std::string read_changes(const ViewContext& view, std::string_view doc_id);

}  // namespace codau::review
