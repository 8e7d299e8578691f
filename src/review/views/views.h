// review/views/views.h — what a person sees: answers to questions, of which none changes anything.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "pipeline/inputs/rejects.h"
#include "pipeline/output/scans.h"
#include "review/queue/answer.h"
#include "review/queue/queue.h"
#include "store/reader.h"
#include "text/lexicon.h"

namespace codau::review {

/// What answers are made from.
struct View {
  const store::Reader& store;
  const Queue& queue;
  const text::Lexicon& lexicon;
  const std::filesystem::path& out;
};

/// What is asked and answered: Desk, where each has its name.
[[nodiscard]] Answer doubt_answer(const View& view, const Asked& asked);
[[nodiscard]] Answer tasks_answer(const View& view, const Asked& asked);
[[nodiscard]] Answer row_answer(const View& view, const Asked& asked);
[[nodiscard]] Answer page_answer(const View& view, const Asked& asked);
[[nodiscard]] Answer same_answer(const View& view, const Asked& asked);
[[nodiscard]] Answer rescans_answer(const View& view);
[[nodiscard]] std::optional<pipeline::ScanPart> scan_part(const View& view, const Asked& asked);

/// Files and pages that the runs could not read, of OUT/rejects.jsonl. Nothing if there is no file.
[[nodiscard]] std::vector<pipeline::Reject> rejects_in(const std::filesystem::path& out);
/// Names, which are misread everywhere in the same way.
[[nodiscard]] bool spreads(std::string_view table, std::string_view field);
/// A file of a document in OUT; empty where it is not there.
[[nodiscard]] std::string file_of(const View& view, std::string_view doc_id, const char* name);

}  // namespace codau::review
