#include "pipeline/edits/corrector.h"

#include <algorithm>
#include <exception>
#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "io/atomic_file.h"
#include "pipeline/edits/cross_references.h"
#include "pipeline/edits/document_lines.h"
#include "pipeline/edits/hand_strips.h"
#include "pipeline/edits/learnt.h"
#include "pipeline/edits/update_pdf_layers.h"
#include "pipeline/inputs/known_probes.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/edited_text_files.h"
#include "pipeline/output/manifest.h"
#include "pipeline/output/notes.h"
#include "pipeline/output/output_files.h"
#include "pipeline/output/publish.h"
#include "record/citations/xref.h"
#include "record/edits/derived_edits.h"
#include "record/edits/edit_validator.h"
#include "record/edits/review_doubts.h"
#include "record/edits/sign_off.h"
#include "record/rows/deadline_fields.h"
#include "record/schema/find_cell.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "record/schema/validate.h"
#include "store/schema/database_identity.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

using record::EditAction;
using record::HumanEdit;
using record::RequestedEdit;

using Asked = std::vector<std::size_t>;  ///< indexes in the list of edits

class Correction {
 public:
  /// `remake` must outlive this object.
  Correction(const fs::path& out, const text::Lexicon& lexicon, store::Store& store,
             std::span<const RequestedEdit> asked, const record::Reviewer& who,
             const RemakeFile& remake)
      : out_(out), lexicon_(lexicon), asked_(asked), who_(who), store_(store), remake_(remake) {}

  /// Makes the edits. Without `commits`, the caller commits.
  CorrectReport go(bool commits = true) {
    commits_ = commits;
    for (const auto& [doc_id, places] : by_document()) {
      if (store_.has_document(doc_id)) {
        Asked lines = places, others = places;
        std::erase_if(lines, [&](std::size_t place) { return !is_of_line(place); });
        std::erase_if(others, [&](std::size_t place) { return is_of_line(place); });
        if (!lines.empty() && !correct_lines(doc_id, lines)) {
          refuse(others, left_out());
        } else if (!others.empty()) {
          correct_document(doc_id, others);
        }
      } else {
        refuse(places, both("không có văn bản nào mang doc_id này", "no document has this doc_id"));
      }
    }
    std::ranges::sort(report_.refused, {}, &RefusedEdit::at);
    return std::move(report_);
  }

 private:
  /// Returns the edits by document. Leaves out documents with an edit that cannot be parsed.
  std::map<std::string, Asked> by_document() {
    std::map<std::string, Asked> out;
    std::set<std::string> spoilt;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      if (const auto* const bad = std::get_if<record::BadRequest>(&asked_[i])) {
        report_.refused.push_back({i, bad->why});
        spoilt.insert(bad->doc_id);
      } else {
        out[std::get<record::EditRequest>(asked_[i]).doc_id].push_back(i);
      }
    }
    for (const std::string& doc_id : spoilt) {
      const auto found = out.find(doc_id);
      if (found == out.end()) continue;
      refuse(found->second, left_out());
      out.erase(found);
    }
    return out;
  }

  static Message left_out() {
    return both("bỏ qua, vì một dòng khác của cùng văn bản không nhận được",
                "left out, since another line of the same document was refused");
  }

  void refuse(const Asked& places, const Message& why) {
    for (const std::size_t place : places) report_.refused.push_back({place, why});
  }

  [[nodiscard]] bool is_of_line(std::size_t place) const {
    return std::get<record::EditRequest>(asked_[place]).edit.action == EditAction::kSetLine;
  }

  /// Makes corrections of lines. Returns false if they are refused.
  bool correct_lines(const std::string& doc_id, const Asked& places) {
    DocumentLines lines(store_, doc_id);
    std::vector<std::string> edits = store_.edits(doc_id);
    const std::size_t before = edits.size();
    Asked fine;
    for (const std::size_t place : places) {
      record::JudgedEdit judged = lines.judge(std::get<record::EditRequest>(asked_[place]), who_);
      if (judged.edit) edits.push_back(record::to_json(*judged.edit));
      if (judged.refused) {
        report_.refused.push_back({place, std::move(*judged.refused)});
      } else {
        fine.push_back(place);
      }
    }
    if (fine.size() < places.size()) {
      refuse(fine, left_out());
      return false;
    }
    report_.known += places.size() - (edits.size() - before);
    if (edits.size() == before) return true;
    if (const auto why = remake(doc_id, lines, edits)) {
      refuse(fine, *why);
      return false;
    }
    report_.made += edits.size() - before;
    ++report_.documents;
    return true;
  }

  /// Makes the documents of a file again with edits of lines. Returns why that is not possible.
  std::optional<Message> remake(const std::string& doc_id, const DocumentLines& lines,
                                const std::vector<std::string>& edits) {
    if (!remake_)
      return both("lệnh này không sửa được dòng chữ", "this command cannot correct lines");
    if (!lines.is_file_ours(store_.results().paths(doc_id).text)) {
      return both(
          "tệp văn bản đã bị sửa bằng tay ngoài codau; hãy đưa nó về như cũ, hoặc chạy codau run "
          "--redo rows",
          "the text file was edited outside codau; put it back, or run codau run --redo rows");
    }
    store_.require_recorded_rows(doc_id);
    std::vector<std::string> made;
    const auto why = catch_error([&] { made = remake_(store_, doc_id, edits); });
    if (why && why->code() != ErrorCode::kInput) throw Error(*why);
    if (why && why->cause() != Cause::kNone) {
      const CauseText& text = describe_cause(why->cause());
      return Message(std::string(text.cause_vi), std::string(text.cause_en));
    }
    if (why) return why->message();
    for (const std::string& one : made) {
      report_.texts.insert(one);
      report_.heads.insert(one);
      const record::Records rows =
          record::remove_xref(lexicon_, record::sort_records_by_key(store_.records_of(one)));
      report_.open += record::apply_edits(lexicon_, rows, load_edits(store_, one)).open.size();
    }
    return std::nullopt;
  }

  void correct_document(const std::string& doc_id, const Asked& places) {
    const record::Records stored = record::sort_records_by_key(store_.records_of(doc_id));
    const record::Records rows = record::remove_xref(lexicon_, stored);
    std::vector<HumanEdit> edits = load_edits(store_, doc_id);
    const std::size_t before = edits.size();
    record::EditValidator judge(lexicon_, rows, edits, who_, file_of(doc_id, places, rows, edits));
    Asked fine;
    std::vector<record::EditRequest> taken;
    std::size_t known = 0;
    for (const std::size_t place : places) {
      const auto& request = std::get<record::EditRequest>(asked_[place]);
      record::JudgedEdit judged = judge.validate(request);
      if (judged.refused) {
        report_.refused.push_back({place, std::move(*judged.refused)});
        continue;
      }
      fine.push_back(place);
      taken.push_back(request);
      if (judged.edit) taken.back().edit = *judged.edit;  // an added row now has its id
      judged.edit ? edits.push_back(std::move(*judged.edit)) : void(++known);
    }
    follow_texts(taken, rows, judge, edits);
    // A sign-off in the same request as edits covers their result, whatever their order.
    std::stable_partition(edits.begin() + static_cast<std::ptrdiff_t>(before), edits.end(),
                          [](const HumanEdit& edit) { return !record::is_sign_off(edit); });
    if (fine.size() < places.size()) return refuse(fine, left_out());
    report_.known += known;
    if (edits.size() == before) return;
    const record::EditedRecords edited = record::apply_edits(lexicon_, rows, edits);
    if (const auto why = unsound(edited, before)) return refuse(fine, *why);
    if (const auto why = unsigned_by(taken, stored, edited.records, edits))
      return refuse(fine, *why);
    keep(doc_id, {rows, std::span(edits).first(before)}, {edited.records, edits});
    report_.open += edited.open.size();
    report_.made += edits.size() - before;
    ++report_.documents;
  }

  /// Returns the facts about the file of a document if an edit divides the file.
  record::SourceFileFacts file_of(const std::string& doc_id, const Asked& places,
                                  const record::Records& rows,
                                  const std::vector<HumanEdit>& edits) const {
    const auto divides = [&](std::size_t place) {
      return std::get<record::EditRequest>(asked_[place]).edit.action == EditAction::kDivide;
    };
    if (std::ranges::none_of(places, divides)) return {};
    std::vector<record::Records> all{rows};
    for (const std::string& one : store_.sub_documents(doc_id))
      all.push_back(store_.records_of(one));
    record::SourceFileFacts out = record::collect_source_file_facts(all);
    const record::ConstCells<record::Documents> document(rows[record::TableId::kDocuments].front());
    out.pages = std::max(  // removed documents have no rows
        out.pages,
        find_page_count(store_.pages(), document.text(record::Documents::source_sha256)));
    out.wanted = record::find_wanted_division(edits);
    return out;
  }

  static bool is_part_of_task(std::string_view table) {
    return table == record::table(record::TableId::kTaskAgencies).name ||
           table == record::table(record::TableId::kTaskDeadlines).name;
  }

  /// Returns true if the edit adds a row of this task.
  static bool is_of(const HumanEdit& edit, const std::string& task) {
    const record::Table* const table = record::find_table(edit.table);
    return edit.action == EditAction::kAddRow && table != nullptr &&
           record::find_cell_text(*table, edit.row, record::Tasks::task_id.name) == task;
  }

  /// Adds the edits that follow from edits of tasks, unless the request contains them itself. Edits
  /// of texts come first, then edits of values, which take precedence.
  void follow_texts(const std::vector<record::EditRequest>& taken, const record::Records& rows,
                    record::EditValidator& judge, std::vector<HumanEdit>& edits) {
    // Derived agencies are taken all or none, since half of a list is worse than either.
    const auto says = [&](const HumanEdit& edit, const std::string& task) {
      return std::ranges::any_of(taken, [&](const record::EditRequest& one) {
        const HumanEdit& other = one.edit;
        if (!is_part_of_task(edit.table))
          return other.table == edit.table && other.row_id == edit.row_id &&
                 other.field == edit.field;
        return other.table == edit.table && (other.row_id.starts_with(task) || is_of(other, task));
      });
    };
    std::vector<const record::EditRequest*> order;
    for (const bool of_text : {true, false}) {
      for (const record::EditRequest& request : taken) {
        if ((record::find_copied_column(request.edit.field) == nullptr) == of_text)
          order.push_back(&request);
      }
    }
    for (const record::EditRequest* const request : order) {
      for (const record::EditRequest& more : record::derive_edits(lexicon_, rows, *request)) {
        if (says(more.edit, request->edit.row_id)) continue;
        record::JudgedEdit judged = judge.validate(more);
        if (judged.edit) edits.push_back(std::move(*judged.edit));
      }
    }
  }

  /// Returns why the new edits conflict with each other or with earlier ones.
  static std::optional<Message> unsound(const record::EditedRecords& edited, std::size_t before) {
    if (!edited.open.empty() && edited.open.back().place >= before) {
      return both("không áp dụng được cùng những chỗ sửa khác của văn bản",
                  "cannot be made together with other edits of the document");
    }
    const std::vector<std::string> findings = record::validate_rows(edited.records);
    if (findings.empty()) return std::nullopt;
    return both("các dòng của văn bản sẽ không còn hợp lệ: ",
                "the rows of the document would not be sound: ") +
           findings.front();
  }

  /// Returns why a document cannot be signed off: it has open doubts. `stored` tells whether other
  /// documents contradict it; `edited` has no cross-references.
  std::optional<Message> unsigned_by(const std::vector<record::EditRequest>& taken,
                                     const record::Records& stored, const record::Records& edited,
                                     std::span<const HumanEdit> edits) const {
    const auto signs = [](const record::EditRequest& one) { return record::is_sign_off(one.edit); };
    if (std::ranges::none_of(taken, signs)) return std::nullopt;
    record::XrefFindings told;
    told.is_conflict = record::is_in_conflict(stored);
    const std::size_t open =
        record::find_unsettled_doubts(record::apply_xref(lexicon_, edited, told), edits).size();
    if (open == 0) return std::nullopt;
    const std::string count = std::to_string(open);
    return both("chưa duyệt xong được văn bản: còn " + count + " chỗ cần kiểm tra",
                "the document cannot be signed off: " + count + " doubts of it are open");
  }

  /// Writes the text before the rows. If the process is killed in between, the edits count as not
  /// made, and the same command makes both again.
  void keep(const std::string& doc_id, const HumanEditState& was, const HumanEditState& now) {
    store_.require_recorded_rows(doc_id);  // before files are written
    const record::Records& records = now.records;
    std::vector<std::string> lines;
    for (const HumanEdit& edit : now.edits.subspan(was.edits.size())) {
      lines.push_back(record::to_json(edit));
      if (edit.table == record::table(record::TableId::kDocuments).name)
        report_.heads.insert(doc_id);
    }
    io::AtomicFileBatch files;
    const auto texts = rewrite_text(store_.results().paths(doc_id).text, store_.texts(doc_id), was,
                                    now, store_.known_files(doc_id).printed, files);
    if (texts) report_.texts.insert(doc_id);
    files.commit();
    const std::string fingerprint = store_.fingerprint(doc_id), answer = store_.answer(doc_id);
    store_.begin_batch();
    if (texts) {  // saving the records clears the fingerprint, which is unchanged
      store_.save_records(doc_id, records, texts->printed);
      save_texts(store_, doc_id, texts->texts);
      if (!fingerprint.empty()) store_.save_fingerprint(doc_id, fingerprint);
    }
    store_.add_edits(doc_id, lines, records);
    store_.save_answer(doc_id, answer);
    if (commits_) store_.commit();
  }

  const fs::path& out_;
  const text::Lexicon& lexicon_;
  std::span<const RequestedEdit> asked_;
  const record::Reviewer& who_;
  store::Store& store_;
  const RemakeFile& remake_;
  CorrectReport report_;
  bool commits_ = true;  ///< commit each document by itself
};

std::unique_ptr<store::Store> open_store(const fs::path& out) {
  store::require_store(out / "codau.db");
  auto store = std::make_unique<store::Store>(out / "codau.db");
  store->expect_edits();
  remove_stale_files(out, store->was_finished());
  return store;
}

/// Returns all documents with edits, since it is unknown which of them a killed command changed.
std::set<std::string> edited(const store::Store& store) {
  std::set<std::string> out;
  for (const std::string& doc_id : store.documents())
    if (!store.edits(doc_id).empty()) out.insert(doc_id);
  return out;
}

void finish(store::Store& store, const fs::path& out, const text::Lexicon& lexicon) {
  write_cross_references(store, out, lexicon);
  const std::set<std::string> forms = find_record_formats(out);
  const bool writes = !forms.empty() && is_small_store(store);
  if (!writes) remove_records(out);  // they are outdated
  rewrite_manifest(out / "manifest.json",
                   writes ? publish_records(store, out, forms) : count_records(store));
  store.finish();
}

}  // namespace

CorrectReport apply_corrections(const fs::path& out, const text::Lexicon& lexicon,
                                std::span<const RequestedEdit> asked, const record::Reviewer& who,
                                ScanRenderer* scans, const RemakeFile& remake) {
  const auto store = open_store(out);
  CorrectReport report = Correction(out, lexicon, *store, asked, who, remake).go();
  update_strips(*store, scans, report.heads);
  // Edits of a killed command are finished by the next one.
  if (store->had_unsettled_edits()) report.texts.merge(edited(*store));
  update_pdf_layers(*store, report.texts);
  if (report.made > 0 || store->had_unsettled_edits()) finish(*store, out, lexicon);
  report.notes = describe_other_lexicon(out, store->xref().lexicon(), lexicon);
  return report;
}

Corrector::Corrector(fs::path out, text::Lexicon lexicon, ScanRenderer* scans, RemakeFile remake)
    : out_(std::move(out)),
      lexicon_(std::move(lexicon)),
      scans_(scans),
      remake_(std::move(remake)) {}

/// Releases the store at the end of its scope, so that others can write. After an error the store
/// is closed.
class Corrector::Rest {
 public:
  explicit Rest(Corrector& of) : of_(of) {}
  ~Rest() noexcept(false) {
    auto store = std::exchange(of_.store_, nullptr);
    of_.is_held_ = false;
    if (!store || std::uncaught_exceptions() > errors_) return;
    store->suspend();
    of_.store_ = std::move(store);
  }
  Rest(const Rest&) = delete;
  Rest& operator=(const Rest&) = delete;

 private:
  int errors_ = std::uncaught_exceptions();
  Corrector& of_;
};

CorrectReport Corrector::make(std::span<const RequestedEdit> asked, const record::Reviewer& who) {
  CorrectReport report;
  const auto make = [&] {
    store_->begin_batch();  // many documents in one transaction: all or none
    report = Correction(out_, lexicon_, *store_, asked, who, remake_).go(false);
    store_->commit();
    update_strips(*store_, scans_, report.heads);
  };
  is_held_ ? make() : run_exclusively([] {}, make);
  texts_.insert(report.texts.begin(), report.texts.end());
  return report;
}

Corrector::LearnReport Corrector::learn(const record::LearntNames& names,
                                        std::span<const RequestedEdit> asked,
                                        const record::Reviewer& who) {
  LearnReport out;
  const auto keep = [&](const record::LearntNames& all) {
    save_learnt(out_, all);  // first: after a kill, the rows are still to be checked
    return judge_names(*store_, lexicon_, all);
  };
  const auto learn = [&] {
    const record::LearntNames before = load_learnt(out_);
    store_->begin_batch();
    out.documents = keep(names);
    const RemakeFile none;  // a remade file would be committed by itself
    out.edits = Correction(out_, lexicon_, *store_, asked, who, none).go(false);
    if (!out.edits.refused.empty()) keep(before);
    store_->commit();
  };
  is_held_ ? learn() : run_exclusively([] {}, learn);
  texts_.insert(out.edits.texts.begin(), out.edits.texts.end());
  return out;
}

std::size_t Corrector::count_affected(const record::LearntNames& names) {
  std::size_t out = 0;
  const auto count = [&] { out = pipeline::find_affected_documents(*store_, names).size(); };
  is_held_ ? count() : run_exclusively([] {}, count);
  return out;
}

void Corrector::run_exclusively(const std::function<void()>& look,
                                const std::function<void()>& act) {
  // Opening the store may replace its files. Then `look` has to be opened again, which releases the
  // store. Connections that stay valid are kept.
  constexpr int kTries = 3;
  const Rest rest(*this);
  for (int i = 0; i < kTries && !is_held_; ++i) {
    look();
    hold();
    look();
  }
  if (!is_held_) hold();
  act();
}

void Corrector::hold() {
  auto store = std::exchange(store_, nullptr);
  if (!store || !store->resume()) {
    store.reset();
    store = open_store(out_);
  }
  if (!owes_pdfs_) owes_pdfs_ = store->had_unsettled_edits();
  store_ = std::move(store);
  is_held_ = true;
}

void Corrector::close_store() {
  is_held_ = false;
  store_.reset();
}

void Corrector::finish() {
  close_store();
  const auto store = open_store(out_);
  if (!store->had_unsettled_edits()) return;
  std::set<std::string> texts = std::exchange(texts_, {});
  if (owes_pdfs_.value_or(true)) texts.merge(edited(*store));
  update_pdf_layers(*store, texts);
  owes_pdfs_ = false;
  pipeline::finish(*store, out_, lexicon_);
}

Error make_newer_edit_error(std::string_view doc_id, ErrorCode code) {
  return Error(code,
               both("codau.db: văn bản ", "codau.db: document ") + doc_id +
                   both(" có chỗ sửa thuộc loại mà bản codau này không biết; ",
                        " has an edit of a kind that this codau does not know; ") +
                   store::make_newer_version_message(),
               Cause::kNewerEdit);
}

std::vector<HumanEdit> load_edits(const store::Store& store, std::string_view doc_id,
                                  ErrorCode code) {
  std::vector<HumanEdit> out;
  for (const std::string& line : store.edits(doc_id)) {
    auto edit = record::edit_from_json(line);
    if (!edit && record::may_be_newer(line)) throw make_newer_edit_error(doc_id, code);
    if (!edit) {
      throw Error(code,
                  both("codau.db: bảng human_edits bị hỏng ở văn bản ",
                       "codau.db: its table human_edits is damaged at document ") +
                      doc_id,
                  Cause::kDamagedEdit);
    }
    out.push_back(std::move(*edit));
  }
  return out;
}

}  // namespace codau::pipeline
