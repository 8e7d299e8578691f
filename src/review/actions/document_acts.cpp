#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "record/ids.h"
#include "record/row.h"
#include "review/actions/acts.h"
#include "review/actions/row_changes.h"
#include "review/queue/division.h"
#include "review/queue/file_parts.h"
#include "review/queue/json.h"
#include "review/queue/rows.h"
#include "review/queue/standing.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;
using record::text_of;

record::AskedEdit of_document(const Deed& deed, std::string_view action) {
  return edit_of(deed.doc_id, "documents", deed.doc_id, action);
}

/// What takes a verdict back: what was said before it is said again. Nothing for what is no verdict
/// of this person.
std::optional<record::AskedEdit> undoing(const Deed& deed, const Standing& now,
                                         const std::string& actor) {
  std::size_t place = 0;  // among the verdicts: of a second there may be several
  const char* const end = deed.at.data() + deed.at.size();
  if (std::from_chars(deed.at.data(), end, place).ptr != end || deed.at.empty() ||
      place >= now.verdicts.size())
    return std::nullopt;
  const auto undone = now.verdicts.begin() + static_cast<std::ptrdiff_t>(place);
  if (undone->actor != actor || told_of(*undone) != deed.value) return std::nullopt;
  const bool was_accepted = undone->before == record::Value(std::string("accepted")),
             was_rejected = undone->before == record::Value(std::string("rejected"));
  return of_document(deed, was_accepted ? "accept" : was_rejected ? "reject" : "reopen");
}

/// Why the document cannot be signed off: doubts of it are open, also such as no filter shows.
std::optional<Answer> why_unsigned(Pen& pen, const Deed& deed) {
  if (deed.action != "sign") return std::nullopt;
  pen.lookout.look_if_new(deed.doc_id);
  const std::size_t open = count_unsettled(pen.lookout.queue().of_document(deed.doc_id));
  if (open == 0) return std::nullopt;
  const std::string count = std::to_string(open);
  return refuse(400, both("Chưa duyệt xong được: văn bản còn " + count + " chỗ cần kiểm tra",
                          "It cannot be signed off: " + count + " doubts of it are open"));
}

/// The pages of all documents of the file, as they are meant; nothing for what cannot be meant.
std::optional<std::string> pages_meant(const Deed& deed, const Division& now) {
  if (deed.action != "pages") return deed.value;
  const auto range = range_from(deed.value);
  const auto first = range ? divided_with(now.meant(), now.pages, now.range, *range)
                           : divided_as(deed.value, now.pages);
  return first ? std::optional(record::to_text(*first)) : std::nullopt;
}

Message pages_wanted(const Division& now) {
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

Answer judge_document(Pen& pen, const Deed& deed) {
  if (deed.action != "sign" && deed.action != "rescan" && deed.action != "undo")
    return not_understood();
  auto unsettled = why_unsigned(pen, deed);
  std::optional<record::AskedEdit> meant;
  {
    const Lookout::Reading reading = pen.lookout.read();
    const store::Reader& store = *reading;
    const auto now = standing_of(store, deed.doc_id);
    if (!now) return no_such_row();
    // Who takes a verdict back leaves alone what was said of rows since.
    const bool is_as_seen =
        deed.action == "undo" ? deed.version.starts_with(now->said) : deed.version == now->version;
    if (!is_as_seen)
      return answer({{"error", json_of(changed_by_others(*now, deed.version))},
                     {"conflict", true},
                     {"version", now->version}},
                    409);
    if (unsettled) return std::move(*unsettled);
    if (deed.action == "sign") meant = of_document(deed, "accept");
    if (deed.action == "rescan") meant = of_document(deed, "reject");
    if (deed.action == "undo") meant = undoing(deed, *now, pen.actor());
  }
  if (!meant) return not_understood();
  if (const auto why = pen.refused(std::array{*meant})) return refuse(400, *why);
  const Lookout::Reading reading = pen.lookout.read();
  const store::Reader& store = *reading;
  pen.lookout.look_at(store, deed.doc_id);
  const auto now = standing_of(store, deed.doc_id);
  if (!now || now->verdict() == nullptr) return no_such_row();
  return answer({{"all", pen.lookout.queue().size()},
                 {"documents", pen.lookout.queue().documents()},
                 {"version", now->version},
                 {"undo",
                  {{"action", "undo"},
                   {"doc_id", deed.doc_id},
                   {"version", now->version},
                   {"value", told_of(*now->verdict())},
                   {"at", std::to_string(now->verdicts.size() - 1)}}}});
}

Answer divide(Pen& pen, const Deed& deed) {
  std::optional<Division> now;
  {
    const Lookout::Reading reading = pen.lookout.read();
    now = division_of(*reading, deed.doc_id);
  }
  if (!now) return no_such_row();
  if (deed.version != (deed.action == "pages" ? now->version() : now->wish()))
    return answer({{"error", json_of(changed_by_others())},
                   {"conflict", true},
                   {"value", to_text(now->range)},
                   {"version", now->version()}},
                  409);
  const auto pages = pages_meant(deed, *now);
  if (!pages) return refuse(400, pages_wanted(*now));
  if (deed.action == "pages" && *pages == record::to_text(now->meant()))
    return refuse(400, both("tệp đã chia đúng như vậy, không có gì phải đổi",
                            "the file is divided so already, nothing was changed"));
  const std::string line = edit_line(now->file, "documents", now->file, "divide") + R"(,"value":)" +
                           text::to_json_string(*pages) + '}';
  if (const auto why = pen.refused(std::array{record::read_request(line)}))
    return refuse(400, *why);
  const Lookout::Reading reading = pen.lookout.read();
  const auto then = division_of(*reading, deed.doc_id);
  if (!then) return no_such_row();
  Json out = division_json(*then);
  out["all"] = pen.lookout.queue().size();
  out["undo"] = {{"action", "divide"},
                 {"doc_id", now->file},  // which the next run leaves
                 {"value", now->wanted},
                 {"version", then->wish()}};
  return answer(out);
}

}  // namespace codau::review
