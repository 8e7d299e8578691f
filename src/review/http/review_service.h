// review/http/review_service.h — what the page asks and does, as JSON in and out; nothing here
// knows of HTTP.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "pipeline/edits/corrector.h"
#include "pipeline/inputs/models.h"
#include "pipeline/output/scan_renderer.h"
#include "review/actions/actions.h"
#include "review/queue/json_response.h"
#include "review/queue/queue_refresher.h"
#include "review/queue/sample.h"
#include "text/lexicon.h"

namespace codau::review {

/// One output under review. One thread at a time. Throws as store::StoreReader and
/// pipeline::apply_corrections().
class ReviewService {
 public:
  /// `actor` is who reviews. `worker`: the program that cuts strips of handwriting, if the archive
  /// keeps them; empty: no strips are cut.
  ReviewService(const std::filesystem::path& out, const pipeline::InstallationHome& home,
                std::string actor, const std::filesystem::path& worker = {});

  /// What waits, and by what it can be filtered: doc, reason, field, organ; `after` a rank. Of the
  /// documents to choose from those whose name has `name` in it.
  [[nodiscard]] JsonResponse queue(const RequestParams& asked);
  /// All that a person needs to know of a doubt: doc, table, row, field.
  [[nodiscard]] JsonResponse doubt(const RequestParams& asked);
  /// The tasks of a document, and what it says of itself, with their cells that may be edited: doc.
  [[nodiscard]] JsonResponse tasks(const RequestParams& asked);
  /// What is seen beside a task: its place on the scan, what was read there, and what people have
  /// done to it: doc, row.
  [[nodiscard]] JsonResponse row(const RequestParams& asked);
  /// The text of a page, with its words in doubt: doc, page.
  [[nodiscard]] JsonResponse page(const RequestParams& asked);
  /// Other rows of all documents that have this text in this column and that nobody has judged:
  /// table, row, field, value.
  [[nodiscard]] JsonResponse same(const RequestParams& asked);
  /// The documents that are to be scanned again, with who said so and when, and the files and pages
  /// that could not be read, with cause and remedy; the first 500 of each.
  [[nodiscard]] JsonResponse rescans(const RequestParams& asked);
  /// What was read, what waits and what was settled (review/views/statistics.h), and how far the
  /// sample is judged. `sheet`: one of the tables as CSV, with lang=en in English.
  [[nodiscard]] JsonResponse statistics(const RequestParams& asked);
  /// The values of the sample, with what was said of each.
  [[nodiscard]] JsonResponse sample(const RequestParams& asked);
  /// {"draw": size} draws another one; {"seed", "item", "was", "verdict"} says of an item that it
  /// is right, wrong or unknown, or "" again, of which `was` was said before.
  [[nodiscard]] JsonResponse judge_sample_item(std::string_view body);
  /// Which picture is asked for: doc, page, part (left,top,right,bottom in pixels of the page;
  /// none: all of it). Nothing where there is no such page.
  [[nodiscard]] std::optional<pipeline::ScanPart> scan(const RequestParams& asked);
  /// One action, durable when this returns: {"action", "doc_id", "table", "row_id", "field",
  /// "version", "value"}; action is accept, set (the value, and that it is right), write (the value
  /// alone), reject or undo. `version` is that of the answer that it is based on. Of a document as
  /// a whole, with the version of "document": sign (refused while a doubt of it is open), rescan
  /// (it is rejected), and undo of either. None of them judges a row. An empty value is accepted
  /// only with "blank": true. Several at once: {"action": "together", "deeds": […]}, each by
  /// itself: one that cannot be done stops no other, and they accept tasks whose last doubt they
  /// settle. right: the names in a column of a task are right, here and everywhere
  /// (pipeline::Corrector::learn); the answer has "names" and "settled", how many doubts went.
  /// unlearn takes it back, "edits" being the names.
  /// Of a document of a file with pages: pages ("value" as people type them, "2–5", with the
  /// version that tasks() tells of them), and divide (the first pages of all documents of its file;
  /// so it is undone). The next run makes the documents so. Of tasks, with "versions", an object of
  /// the row_id and version of each that it is based on: add (a row of the text "value" below
  /// "row_id"), split (it keeps "value", "rest" goes below), merge ("with" goes into "row_id"), and
  /// back, as the answer to one of these has it.
  [[nodiscard]] JsonResponse act(std::string_view body);

  /// Waits a moment for another process that writes, so that act() need not: from any thread.
  /// Throws Error{kOutput} where it goes on writing.
  void wait_for_writers() const;

  /// Looks through documents that nobody has looked at yet, those first that may cost most, for so
  /// long. Whether there are more.
  bool refresh_queue(std::chrono::milliseconds most);

  /// What is to be told of the output before anything is done (pipeline::describe_other_lexicon).
  [[nodiscard]] const std::vector<Message>& notes() const noexcept { return notes_; }

  /// Whether something was edited of which records/, cross-references and the manifest do not know.
  [[nodiscard]] bool is_unsettled() const noexcept { return session_.is_unsettled(); }
  /// Brings them up to date. Throws Error{kOutput}.
  void settle() { session_.settle(); }

 private:
  /// What is told of the output as it is now.
  template <class Tell>
  [[nodiscard]] auto seen(Tell tell);

  text::Lexicon lexicon_;
  std::vector<Message> notes_;
  std::optional<pipeline::ScanRenderer> scans_;  ///< of strips; starts no process before the first
  pipeline::Corrector corrections_;
  QueueRefresher refresher_;  ///< closed before corrections_
  EditSession session_;
  SampleFile sample_;
};

}  // namespace codau::review
