#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "review/actions/actions.h"
#include "review/actions/reversible_edits.h"
#include "review/queue/document_verdict.h"
#include "review/queue/file_division.h"
#include "review/queue/json.h"
#include "review/queue/page_ranges.h"
#include "review/queue/rows.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;

record::RequestedEdit of_document(const ReviewAction& review_action, std::string_view action) {
  return make_edit(review_action.doc_id, "documents", review_action.doc_id, action);
}

/// Returns the edit that undoes a verdict by stating the verdict before. Returns nothing if the
/// action names no verdict of this person.
std::optional<record::RequestedEdit> undoing(const ReviewAction& review_action,
                                             const DocumentVerdict& now, const std::string& actor) {
  std::size_t place = 0;  // among the verdicts: of a second there may be several
  const char* const end = review_action.at.data() + review_action.at.size();
  if (std::from_chars(review_action.at.data(), end, place).ptr != end || review_action.at.empty() ||
      place >= now.verdicts.size())
    return std::nullopt;
  const auto undone = now.verdicts.begin() + static_cast<std::ptrdiff_t>(place);
  if (undone->actor != actor || to_verdict_name(*undone) != review_action.value)
    return std::nullopt;
  const bool was_accepted = undone->before == record::Value(std::string("accepted")),
             was_rejected = undone->before == record::Value(std::string("rejected"));
  return of_document(review_action, was_accepted ? "accept" : was_rejected ? "reject" : "reopen");
}

/// Returns an error response if the document has open doubts, so that nobody can sign it off.
/// Doubts that a filter hides count, too.
std::optional<JsonResponse> why_unsigned(EditSession& session, const ReviewAction& review_action) {
  if (review_action.action != "sign") return std::nullopt;
  session.refresher.refresh_if_changed(review_action.doc_id);
  const std::size_t open =
      count_unsettled(session.refresher.queue().of_document(review_action.doc_id));
  if (open == 0) return std::nullopt;
  const std::string count = std::to_string(open);
  return make_error_response(
      400, both("Chưa duyệt xong được: văn bản còn " + count + " chỗ cần kiểm tra",
                "It cannot be signed off: " + count + " doubts of it are open"));
}

/// Returns the first pages of all documents of the file that the action asks for; nothing if the
/// request is invalid.
std::optional<std::string> pages_meant(const ReviewAction& review_action, const FileDivision& now) {
  if (review_action.action != "pages") return review_action.value;
  const auto range = parse_page_range(review_action.value);
  const auto first = range ? divide_with(now.wanted_first_pages(), now.pages, now.range, *range)
                           : parse_division(review_action.value, now.pages);
  return first ? std::optional(record::to_text(*first)) : std::nullopt;
}

Message pages_wanted(const FileDivision& now) {
  const std::string last = std::to_string(now.pages);
  return both(
      "gõ trang đầu và trang cuối của văn bản trong tệp, như 2–5, hoặc của mọi văn bản "
      "trong tệp, như 1–3, 4–6; tệp có " +
          last + " trang",
      "type the first and last page of the document in the file, as 2–5, or of all its "
      "documents, as 1–3, 4–6; the file has " +
          last + " pages");
}

}  // namespace

JsonResponse judge_document(EditSession& session, const ReviewAction& review_action) {
  if (review_action.action != "sign" && review_action.action != "rescan" &&
      review_action.action != "undo")
    return make_bad_request_response();
  auto unsettled = why_unsigned(session, review_action);
  std::optional<record::RequestedEdit> meant;
  {
    const QueueRefresher::Snapshot reading = session.refresher.open_snapshot();
    const store::StoreReader& store = *reading;
    const auto now = find_document_verdict(store, review_action.doc_id);
    if (!now) return make_not_found_response();
    // Undoing a verdict does not touch rows, so later edits of rows are no conflict.
    const bool is_as_seen = review_action.action == "undo"
                                ? review_action.version.starts_with(now->said)
                                : review_action.version == now->version;
    if (!is_as_seen)
      return make_response(
          {{"error", make_message_json(make_conflict_message(*now, review_action.version))},
           {"conflict", true},
           {"version", now->version}},
          409);
    if (unsettled) return std::move(*unsettled);
    if (review_action.action == "sign") meant = of_document(review_action, "accept");
    if (review_action.action == "rescan") meant = of_document(review_action, "reject");
    if (review_action.action == "undo") meant = undoing(review_action, *now, session.actor());
  }
  if (!meant) return make_bad_request_response();
  if (const auto why = session.refused(std::array{*meant})) return make_error_response(400, *why);
  const QueueRefresher::Snapshot reading = session.refresher.open_snapshot();
  const store::StoreReader& store = *reading;
  session.refresher.refresh_document(store, review_action.doc_id);
  const auto now = find_document_verdict(store, review_action.doc_id);
  if (!now || now->verdict() == nullptr) return make_not_found_response();
  return make_response({{"all", session.refresher.queue().size()},
                        {"documents", session.refresher.queue().documents()},
                        {"version", now->version},
                        {"undo",
                         {{"action", "undo"},
                          {"doc_id", review_action.doc_id},
                          {"version", now->version},
                          {"value", to_verdict_name(*now->verdict())},
                          {"at", std::to_string(now->verdicts.size() - 1)}}}});
}

JsonResponse divide(EditSession& session, const ReviewAction& review_action) {
  std::optional<FileDivision> now;
  {
    const QueueRefresher::Snapshot reading = session.refresher.open_snapshot();
    now = find_file_division(*reading, review_action.doc_id);
  }
  if (!now) return make_not_found_response();
  if (review_action.version !=
      (review_action.action == "pages" ? now->version() : now->wanted_version()))
    return make_response({{"error", make_message_json(make_conflict_message())},
                          {"conflict", true},
                          {"value", to_text(now->range)},
                          {"version", now->version()}},
                         409);
  const auto pages = pages_meant(review_action, *now);
  if (!pages) return make_error_response(400, pages_wanted(*now));
  if (review_action.action == "pages" && *pages == record::to_text(now->wanted_first_pages()))
    return make_error_response(400, both("tệp đã chia đúng như vậy, không có gì phải đổi",
                                         "the file is divided so already, nothing was changed"));
  const std::string line = make_edit_line(now->file, "documents", now->file, "divide") +
                           R"(,"value":)" + text::to_json_string(*pages) + '}';
  if (const auto why = session.refused(std::array{record::parse_edit_request(line)}))
    return make_error_response(400, *why);
  const QueueRefresher::Snapshot reading = session.refresher.open_snapshot();
  const auto then = find_file_division(*reading, review_action.doc_id);
  if (!then) return make_not_found_response();
  Json out = make_division_json(*then);
  out["all"] = session.refresher.queue().size();
  out["undo"] = {{"action", "divide"},
                 {"doc_id", now->file},  // which the next run leaves
                 {"value", now->wanted},
                 {"version", then->wanted_version()}};
  return make_response(out);
}

}  // namespace codau::review
