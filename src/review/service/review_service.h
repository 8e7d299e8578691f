// review/service/review_service.h — answers the requests of the review page. Requests and responses
// are JSON; this header does not depend on HTTP. Terms:
// 1. Output: the folder that `codau run` wrote. Its store is codau.db.
// 2. Doubt: a value or row that a person must check (record/edits/review_doubts.h).
// 3. Version: a hash of the data that a response showed. An action names the version that it is
//    based on. If the data have changed since, the action is refused with status 409.
// 4. Sample: random values that a person judges, to estimate the error rate
//    (review/queue/sample.h).
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
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

/// The review of one output. Only one thread may call a function at a time, except
/// wait_for_writers(). Throws Error as store::StoreReader and pipeline::Corrector do.
class ReviewService {
 public:
  /// Opens the output `out`. `actor`: name of the reviewer. `worker`: the program that cuts strips
  /// of handwriting out of scans. Empty: no strips are cut.
  ReviewService(const std::filesystem::path& out, const pipeline::InstallationHome& home,
                std::string actor, const std::filesystem::path& worker = {});

  /// Returns the next 50 doubts of the queue, the costliest first, and the values by which the
  /// queue can be filtered. Filters: doc, reason, field, organ. `after`: the rank of the last known
  /// doubt. `name`: only documents whose name contains this text are offered as filters.
  [[nodiscard]] JsonResponse queue(const RequestParams& asked);
  /// Returns all data to settle a doubt. Parameters of the request: doc, table, row, field.
  [[nodiscard]] JsonResponse doubt(const RequestParams& asked);
  /// Returns the tasks of a document and the fields of the document itself, with the cells that may
  /// be edited. Parameter: doc.
  [[nodiscard]] JsonResponse tasks(const RequestParams& asked);
  /// Returns the details of a task: its place on the scan, the text as it was read, and the edits
  /// of people. Parameters: doc, row.
  [[nodiscard]] JsonResponse row(const RequestParams& asked);
  /// Returns the text of a page, with the doubtful words. Parameters: doc, page.
  [[nodiscard]] JsonResponse page(const RequestParams& asked);
  /// Returns the rows of all documents that have the same text in a column, and that no person has
  /// judged. Parameters: table, row (left out of the result), field, value.
  [[nodiscard]] JsonResponse same(const RequestParams& asked);
  /// Returns the documents to scan again, with person and time of this decision. Also returns the
  /// files and pages that could not be read, with cause and remedy. At most 500 of each.
  [[nodiscard]] JsonResponse rescans(const RequestParams& asked);
  /// Returns the tables of statistics (review/views/statistics.h), and the number of judged values
  /// of the sample. Parameters: sheet (only this table, as CSV), lang ("en": CSV in English).
  [[nodiscard]] JsonResponse statistics(const RequestParams& asked);
  /// Returns the sample, with its verdicts.
  [[nodiscard]] JsonResponse sample(const RequestParams& asked);
  /// Draws a sample, or stores a verdict. `body` is one of these objects:
  /// 1. {"draw": size}: draws a new sample.
  /// 2. {"seed", "item", "was", "verdict"}: stores the verdict on one value of the sample `seed`.
  ///    Verdicts are right, wrong, unknown, or "" (not judged). `was`: the verdict before.
  [[nodiscard]] JsonResponse judge_sample_item(std::string_view body);
  /// Returns the part of a scan to show. Returns nothing if the page does not exist. Parameters:
  /// doc, page, part ("left,top,right,bottom" in pixels of the page; empty: the whole page).
  [[nodiscard]] std::optional<pipeline::ScanPart> scan(const RequestParams& asked);
  /// Carries out one action. The change is stored durably when the function returns. The argument
  /// `body` is a JSON object with the members "action", "doc_id", "table", "row_id", "field",
  /// "version" and "value". An empty "field" means the row.
  ///
  /// Actions on a value or row:
  /// 1. accept: the value is right. An empty value needs "blank": true.
  /// 2. set: the value becomes "value", which is right. If accept or set settles the last doubt of
  ///    a row, the row is accepted, too (except the row of a document).
  /// 3. write: the value becomes "value"; the row is not accepted.
  /// 4. reject: the row goes into no export.
  /// 5. undo: the value becomes "value" again, and is in doubt again. The response to an action has
  ///    the JSON that undoes it.
  /// 6. together: carries out the actions in "deeds", each by itself. A refused action stops no
  ///    other. Tasks whose last doubt is settled are accepted.
  ///
  /// Actions on the names in a column of a task (pipeline::Corrector::learn()):
  /// 7. right: the names are right, in all documents. The response has "names", and in "settled"
  ///    the number of doubts that disappeared.
  /// 8. unlearn: undoes right. "edits": the names.
  ///
  /// Actions on a document, with its version and without "table". Rows stay as they are:
  /// 9. sign: accepts the document. Refused while the document has an open doubt.
  /// 10. rescan: rejects the document, so that somebody scans it again. The action undo takes 9 or
  ///     10 back.
  ///
  /// Actions on the division of a file, which the next run carries out:
  /// 11. pages: "value" has the pages of the document as people type them ("2–5"). Version: from
  ///     tasks().
  /// 12. divide: "value" has the first pages of all documents of the file. This also undoes pages.
  ///
  /// Actions on tasks. The member "versions" has the version of each task by row_id:
  /// 13. add: adds a task with the text "value" below "row_id".
  /// 14. split: the task keeps "value"; a new task below gets "rest".
  /// 15. merge: merges the task "with" into "row_id".
  /// 16. back: undoes 13, 14 or 15.
  [[nodiscard]] JsonResponse act(std::string_view body);
  /// Makes corrections (review/actions/actions.h).
  [[nodiscard]] JsonResponse correct(std::string_view body);
  [[nodiscard]] JsonResponse correct_line(std::string_view doc_id, std::string_view body);

  /// Passes the present state of the store to `take`.
  void read(const std::function<void(const store::StoreReader&)>& take);

  /// Waits a moment while another process writes to the store, so that act() need not wait. Throws
  /// Error{kOutput} if the other process does not finish.
  void wait_for_writers() const;

  /// Searches documents, also new ones, for doubts, for at most the time `most`. Documents with the
  /// costliest possible doubts come first. Returns true if documents are left.
  bool refresh_queue(std::chrono::milliseconds most);

  [[nodiscard]] const std::vector<Message>& notes() const noexcept { return notes_; }

  [[nodiscard]] const std::string& actor() const noexcept { return session_.actor(); }
  [[nodiscard]] const std::filesystem::path& out() const noexcept { return refresher_.out(); }
  [[nodiscard]] std::size_t count_doubts() const { return refresher_.queue().size(); }

  /// Returns true if edits are missing in records/, the cross-references and the manifest.
  [[nodiscard]] bool is_unsettled() const noexcept { return session_.is_unsettled(); }
  /// Writes these edits to records/, the cross-references and the manifest. Throws Error{kOutput}
  /// if a file cannot be written.
  void settle() { session_.settle(); }

 private:
  template <class Tell>
  [[nodiscard]] auto seen(Tell tell);
  text::Lexicon lexicon_;
  std::vector<Message> notes_;
  std::optional<pipeline::ScanRenderer> scans_;  ///< cuts strips; starts a process at first use
  pipeline::Corrector corrections_;
  QueueRefresher refresher_;  ///< destroyed before corrections_
  EditSession session_;
  SampleFile sample_;
  std::chrono::steady_clock::time_point listed_;  ///< when documents were last listed
};

}  // namespace codau::review
