#include "pipeline/doctor.h"

#include <sys/statvfs.h>
#include <sys/sysinfo.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "io/temp_file.h"
#include "pipeline/edits/learnt.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/jobs/older_documents.h"
#include "pipeline/output/file_faults.h"
#include "pipeline/output/notes.h"
#include "pipeline/output/run_origin.h"
#include "pipeline/output/worker_engines.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "restore/api/restorer.h"
#include "store/merge_source.h"
#include "store/open_doubts.h"
#include "store/schema/database_identity.h"
#include "store/store_reader.h"
#include "text/printable.h"
#include "worker/sandbox.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;
using Grade = DoctorFinding::Grade;

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20U, kGiB = std::uint64_t{1} << 30U;

DoctorFinding good(Message what) { return {Grade::kGood, std::move(what), {}, 0}; }
DoctorFinding doubt(Message what, std::string command = {}) {
  return {Grade::kWarning, std::move(what), std::move(command), 0};
}
DoctorFinding bad(Message what, ErrorCode code, std::string command = {}) {
  return {Grade::kBad, std::move(what), std::move(command), static_cast<int>(code)};
}

std::string tenths_of(std::uint64_t unit, std::uint64_t bytes) {
  const std::uint64_t tenths = bytes / (unit / 10);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string gibibytes(std::uint64_t bytes) { return tenths_of(kGiB, bytes) + " GiB"; }

/// Quotes a path as a command argument, so that no option is read from it.
std::string argument(const fs::path& path) {
  const std::string word = path.string();
  return text::quote_for_shell(word.starts_with('-') ? "./" + word : word);
}

/// Examines the OCR engine, its models and the sandbox, as a worker reports them.
void examine_reader(const InstallationHome& home, const fs::path& worker,
                    std::vector<DoctorFinding>& out) {
  std::string versions;
  const auto error = catch_error([&] { versions = query_reader_versions(worker, home); });
  constexpr std::string_view kSandbox = "\nsandbox: ";
  const std::size_t at = versions.find(kSandbox);
  if (error || at == std::string::npos) {
    const Message why = error ? error->message() : both(versions, versions);
    const Message fault = both("không chạy được phần đọc trang: ", "pages cannot be read: ") + why;
    const Message again = home.is_bundle() ? both("; hãy giải nén lại bản gói của codau",
                                                  "; unpack codau's bundle again")
                                           : both("; hãy cài lại codau", "; install codau again");
    out.push_back(bad(fault + again, ErrorCode::kModel));
    return;
  }
  const std::string engine = versions.substr(0, versions.find('\n'));
  out.push_back(good(both("phần đọc trang: ", "reading of pages: ") + engine));
  const std::string sandbox = versions.substr(at + kSandbox.size());
  if (worker::is_fully_confined(sandbox)) {
    out.push_back(
        good(both("tiến trình đọc tệp được cách ly: ", "workers are shut in: ") + sandbox));
  } else {
    out.push_back(doubt(both("tiến trình đọc tệp không được cách ly hoàn toàn (có: ",
                             "workers are not wholly shut in (there is: ") +
                        sandbox +
                        both("); cần Linux 5.13 trở lên có Landlock và seccomp",
                             "); Linux 5.13 with Landlock and seccomp can")));
  }
}

/// "| `syllables.lm` | 24,362,120 | `29457b13…` |": SHA-256 by name.
std::map<std::string, std::string> published_hashes(const fs::path& card) {
  constexpr std::size_t kHash = 64;
  std::map<std::string, std::string> out;
  std::ifstream file(card);
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> quoted;
    for (std::size_t at = 0; (at = line.find('`', at)) != std::string::npos;) {
      const std::size_t end = line.find('`', at + 1);
      if (end == std::string::npos) break;
      quoted.push_back(line.substr(at + 1, end - at - 1));
      at = end + 1;
    }
    if (line.starts_with("| `") && quoted.size() == 2 && quoted[1].size() == kHash)
      out.emplace(quoted[0], quoted[1]);
  }
  return out;
}

void examine_models(const InstallationHome& home, std::vector<DoctorFinding>& out) {
  const Message again = both("; hãy cài lại codau", "; install codau again");
  const std::string card = (home.models() / "README.md").string();
  std::vector<ModelFile> files;
  const auto missing = catch_error([&] { files = list_model_files(home, {}); });
  if (missing) return out.push_back(bad(missing->message() + again, ErrorCode::kModel));
  const std::map<std::string, std::string> hashes = published_hashes(card);
  std::size_t same = 0;
  for (const auto& [name, sha256] : hashes) {
    const auto file = std::ranges::find(files, "models/" + name, &ModelFile::name);
    if (file == files.end()) {
      out.push_back(bad("models/" + name + both(": thiếu tệp này", ": is missing") + again,
                        ErrorCode::kModel));
    } else if (file->sha256 != sha256) {
      out.push_back(bad("models/" + name +
                            both(": không phải tệp của bản cài này, hoặc đã hỏng",
                                 ": is not the one of this installation, or damaged") +
                            again,
                        ErrorCode::kModel));
    } else {
      ++same;
    }
  }
  const auto broken = catch_error(
      [&] { static_cast<void>(restore::Restorer(home.models().c_str(), home.data().c_str())); });
  if (broken) return out.push_back(bad(broken->message() + again, ErrorCode::kModel));
  if (same == 0) {
    out.push_back(doubt(both("không có bảng mã băm để đối chiếu mô hình: ",
                             "no hashes to compare the models with: ") +
                        card));
  } else if (same == hashes.size()) {
    out.push_back(good(both("mô hình: ", "models: ") + std::to_string(same) +
                       both(" tệp, mã băm SHA-256 đúng", " files, SHA-256 as published")));
  }
}

bool has_fonts(const InstallationHome& home) {
  const std::array places{fs::path("/usr/share/fonts"), fs::path("/usr/local/share/fonts"),
                          home.fonts()};
  return std::ranges::any_of(places, [](const fs::path& place) {
    std::error_code error;
    fs::recursive_directory_iterator walk(place, fs::directory_options::skip_permission_denied,
                                          error);
    for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
      const fs::path end = walk->path().extension();
      if (end == ".ttf" || end == ".otf" || end == ".ttc") return true;
    }
    return false;
  });
}

void examine_machine(const InstallationHome& home, const fs::path& place,
                     std::vector<DoctorFinding>& out) {
  if (has_fonts(home)) {
    out.push_back(good(both("phông chữ: có", "fonts: there")));
  } else {
    out.push_back(doubt(both("không có phông chữ nào: trang PDF không kèm phông sẽ thiếu chữ",
                             "no fonts: pages of PDFs that carry none of their own lack letters"),
                        "sudo apt-get install fonts-liberation2"));
  }
  struct sysinfo memory {};
  constexpr std::uint64_t kLeast = 2 * kGiB;
  if (::sysinfo(&memory) == 0) {
    const std::uint64_t bytes = std::uint64_t{memory.totalram} * memory.mem_unit;
    const Message text = both("bộ nhớ: ", "memory: ") + gibibytes(bytes);
    out.push_back(bytes >= kLeast ? good(text)
                                  : doubt(text + both("; nên dùng --jobs 1", "; use --jobs 1")));
  }
  struct statvfs disk {};
  if (::statvfs(place.c_str(), &disk) != 0) return;
  const std::uint64_t room = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  const Message text = both("chỗ trống trên đĩa của ", "free on the disk of ") + place.string() +
                       ": " + gibibytes(room);
  constexpr std::uint64_t kFull = 100 * kMiB, kLittle = 5 * kGiB;
  const Message little = both("; giải phóng bớt trước khi chạy", "; free some before a run");
  out.push_back(room < kFull     ? bad(text + little, ErrorCode::kOutput)
                : room < kLittle ? doubt(text + little)
                                 : good(text));
}

std::uint64_t size_of(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(file, error);
  return error ? 0 : bytes;
}

void examine_origin(const store::MergeSource& store, std::vector<DoctorFinding>& out) {
  const store::OutputOrigin origin = store.origin();
  std::string shards;
  for (const std::string& one : find_own_shards(origin.shards))
    shards += (shards.empty() ? "" : ", ") + one;
  if (!shards.empty()) out.push_back(good(both("là phần (--shard): ", "is shard: ") + shards));
  if (store.is_finished()) {
    out.push_back(good(both("lần chạy gần nhất đã xong", "the last run has come to its end")));
  } else if (store.has_unsettled_edits()) {
    out.push_back(
        doubt(both("một lệnh codau review đang mở hoặc đã bị dừng: records/ và viện dẫn chưa theo "
                   "các chỗ sửa; mở lại codau review rồi đóng (Ctrl+C), hoặc chạy codau run",
                   "a codau review is going on or was stopped: records/ and citations do not "
                   "follow its edits yet; open codau review again and end it (Ctrl+C), or run "
                   "codau run")));
  } else {
    out.push_back(
        doubt(both("lần chạy gần nhất bị dừng giữa chừng; gõ lại đúng lệnh đó, phần đã "
                   "xong được dùng lại",
                   "the last run was stopped; the same command goes on from there")));
  }
  if (has_mixed_keys(origin.keys)) {
    out.push_back(doubt(
        both("gồm những văn bản làm bằng mô hình hay quy tắc khác nhau; chạy codau run --redo "
             "rows (hoặc --redo ocr) với mọi tệp gốc để thống nhất",
             "has documents made by different models or rules; codau run --redo rows (or "
             "--redo ocr) over all files makes them alike")));
  }
}

/// A list of faulty documents, and the files that they were read from.
class Affected {
 public:
  Affected(const fs::path& out, const store::MergeSource& store) : out_(out), store_(store) {}

  /// `source`: SHA-256 of the source, or its beginning.
  void add(const std::string& source) {
    const std::string id = source.substr(0, kDigits);
    if (!ids_.insert(id).second || ids_.size() > kMaxShown) return;
    shown_ += (shown_.empty() ? "" : ", ") + id;
    std::vector<std::string> first = store_.first_documents(id);
    if (first.empty()) first.push_back(id);
    for (const store::SeenInput& input : store_.pages().inputs_of(first.front())) {
      if (!input.is_past) files_.insert(input.file);
    }
  }
  [[nodiscard]] bool any() const { return !ids_.empty(); }

  /// Makes a message like "2 documents whose …: a, b", with the command that makes them again.
  [[nodiscard]] DoctorFinding told(const Message& whose, const char* redo,
                                   Grade grade = Grade::kBad) const {
    std::string files;
    for (const std::string& file : files_) files += " " + argument(file);
    if (files.empty() || ids_.size() > kMaxShown) files += " …";  // more files, or unknown ones
    return {grade,
            std::to_string(ids_.size()) + whose + shown_ + (ids_.size() > kMaxShown ? ", …" : ""),
            "codau run" + files + " -o " + argument(out_) + " --redo " + redo,
            grade == Grade::kBad ? static_cast<int>(ErrorCode::kOutput) : 0};
  }

 private:
  static constexpr std::size_t kDigits = 16;  // digits of a doc_id
  const fs::path& out_;
  const store::MergeSource& store_;
  std::set<std::string> ids_, files_;
  std::string shown_;
};

/// Finds documents whose rows or files are missing or were altered, and damaged pages.
void examine_documents(const fs::path& out, const store::MergeSource& store,
                       std::vector<DoctorFinding>& found) {
  Affected rows(out, store), files(out, store), edited(out, store), pages(out, store);
  for (const std::string& doc_id : store.documents()) {
    bool are_sound = false;
    const auto unreadable = catch_error([&] {
      are_sound = store.find_sound_records(doc_id) &&
                  (store.texts(doc_id).has_value() || !store.has_document(doc_id));
    });
    if (!are_sound || unreadable) {
      rows.add(doc_id);
      continue;  // the rows are needed to check the files
    }
    const FileFaults faults =
        find_file_faults(store.results().paths(doc_id), store.known_files(doc_id));
    if (faults.has_any()) files.add(doc_id);
    if (faults.edited) edited.add(doc_id);
  }
  store.pages().for_each_damaged([&](std::string_view sha256) { pages.add(std::string(sha256)); });
  if (pages.any()) {
    found.push_back(pages.told(both(" nguồn có trang đã hỏng trong pages.db: ",
                                    " sources with damaged pages in pages.db: "),
                               "ocr"));
  }
  if (rows.any()) {
    found.push_back(rows.told(both(" văn bản có dữ liệu trong codau.db đã hỏng: ",
                                   " documents whose rows in codau.db are damaged: "),
                              "rows"));
  }
  if (files.any()) {
    found.push_back(
        files.told(both(" văn bản có tệp trong text/ hay pdf/ bị thiếu, rỗng, hỏng hay không phải "
                        "tệp codau đã ghi: ",
                        " documents whose files in text/ or pdf/ are missing, empty or damaged, or "
                        "not what codau wrote: "),
                   "rows"));
  }
  if (edited.any()) {
    found.push_back(edited.told(
        both(" văn bản có tệp trong text/ khác với tệp codau đã ghi (có người sửa, hoặc tệp đã "
             "hỏng); lệnh dưới đây ghi lại tệp: ",
             " documents whose text is not what codau wrote (somebody edited it, or it is "
             "damaged); the command writes it again: "),
        "rows", Grade::kWarning));
  }
}

/// Calls `take` for all files and folders below the result folders, also hidden ones.
void walk_results(const fs::path& out,
                  const std::function<void(const fs::path& root, const fs::path&)>& take) {
  for (const char* const folder : store::list_result_folders()) {
    std::error_code error;
    for (fs::recursive_directory_iterator walk(out / folder, error), end; walk != end && !error;
         walk.increment(error))
      take(out / folder, walk->path());
  }
}

/// Finds files in text/ that the store does not know. Its tables were then emptied, or restored
/// from an older backup.
void examine_names(const fs::path& out, const store::MergeSource& store,
                   std::vector<DoctorFinding>& found) {
  std::set<std::string> known;
  for (const std::string& doc_id : store.documents())
    known.insert(store.results().paths(doc_id).text.string());
  std::size_t unknown = 0;
  walk_results(out, [&](const fs::path& root, const fs::path& file) {
    std::error_code error;
    if (root.filename() == "text" && !file.filename().string().starts_with('.') &&
        fs::is_regular_file(file, error) && !known.contains(file.string()))
      ++unknown;
  });
  if (unknown == 0) return;
  found.push_back(doubt(
      std::to_string(unknown) +
      both(" tệp trong text/ không có trong codau.db: tệp của người khác, dữ liệu đã mất, hoặc "
           "codau.db là bản sao lưu cũ; chạy lại codau run với tệp gốc",
           " files in text/ are not known to codau.db: they are not codau's, rows were lost, or "
           "codau.db is an older backup; run codau run again over their files")));
}

/// Finds temporary files of killed or running commands.
void examine_parts(const fs::path& out, const store::MergeSource& store,
                   std::vector<DoctorFinding>& found) {
  std::size_t parts = 0;
  for (const char* const folder : {".", "text", "pdf", "signed", "exports", "records"})
    parts += io::list_temp_files(out / folder).size();
  walk_results(out, [&](const fs::path&, const fs::path& folder) {
    std::error_code error;
    if (fs::is_directory(folder, error)) parts += io::list_temp_files(folder).size();
  });
  if (parts == 0) return;
  const Message what = std::to_string(parts) +
                       both(" tệp dở dang (.codau-part) của lệnh đang chạy hay đã bị dừng; ",
                            " unfinished files (.codau-part) of a command that is running or was "
                            "stopped; ");
  if (!store.is_finished()) {
    found.push_back(doubt(
        what + both("lệnh codau run tiếp theo sẽ dọn", "the next codau run clears them away")));
  } else {  // no run removes them there
    found.push_back(
        doubt(what + both("nếu không còn lệnh codau nào đang chạy thì xoá đi",
                          "remove them when no codau command is running"),
              "find " + argument(out) + " -name '.*.codau-part' -prune -exec rm -r {} +"));
  }
}

/// Finds rows of an older codau without the ids that it did not know. An upgrade does not add them.
void examine_agencies(const fs::path& out, std::vector<DoctorFinding>& found) {
  bool was_older = false;
  std::error_code error;
  for (int version = 1; version < store::kUserVersion; ++version)
    was_older = was_older || fs::exists(out / ("codau.db.v" + std::to_string(version)), error);
  if (!was_older) return;
  std::size_t cited = 0, known = 0;
  using record::DocRefs;
  const store::StoreReader reader(out / "codau.db", store::Footprint::kNone);
  reader.for_each_row(record::table(DocRefs::kTable),
                      [&](const record::Row& row, std::string_view) {
                        const record::ConstCells<DocRefs> citation(row);
                        if (!citation.text(DocRefs::organ_raw).empty()) ++cited;
                        if (!citation.text(DocRefs::organ_agency_id).empty()) ++known;
                      });
  if (cited == 0 || known > 0) return;
  found.push_back(
      doubt(both("các dòng do phiên bản codau cũ đọc chưa có mã cơ quan của văn bản được viện dẫn, "
                 "chưa có cơ quan cấp trên; chạy codau run --redo rows với tệp gốc để bổ sung",
                 "rows that an older codau has read lack the ids of the organs of citations and of "
                 "the organs above; codau run --redo rows over their files adds them")));
}

/// Compares the word tables of the output with those of this installation. An unreadable table
/// gives the error that the next command would report.
void examine_words(const InstallationHome& home, const fs::path& out,
                   std::vector<DoctorFinding>& found) {
  const text::Lexicon lexicon(list_lexicon_folders(home, out, {}));
  static_cast<void>(load_learnt(out));
  const std::string its = store::StoreReader(out / "codau.db").lexicon();
  for (Message& note : describe_other_lexicon(out, its, lexicon))
    found.push_back(doubt(std::move(note)));
}

void examine_rows(const fs::path& out, std::vector<DoctorFinding>& found) {
  const store::StoreReader reader(out / "codau.db", store::Footprint::kNone);
  for (Message& note : describe_only_read(reader.count_without_rows()))
    found.push_back(doubt(std::move(note)));
}

void examine_older(const InstallationHome& home, const fs::path& worker, const fs::path& out,
                   const store::MergeSource& store, std::vector<DoctorFinding>& found) {
  std::string versions;
  if (catch_error([&] { versions = query_reader_versions(worker, home); }))
    return;  // examine_reader() reports the reason
  const std::vector<std::string> documents = store.documents();
  std::size_t at = 0;
  const auto next = [&]() -> std::optional<std::string> {
    if (at == documents.size()) return std::nullopt;
    return store.fingerprint(documents[at++]);
  };
  const StageKeys stages =
      make_stage_keys(list_model_files(home, list_lexicon_folders(home, out, {})), false);
  const PageKeys pages = make_page_keys(versions.substr(0, versions.find('\n')));
  for (Message& note : make_older_documents_message(count_older(next, stages, pages)))
    found.push_back(doubt(std::move(note)));
}

/// Counts open doubts, which are no fault.
void examine_doubts(const fs::path& out, std::vector<DoctorFinding>& found) {
  const store::StoreReader reader(out / "codau.db", store::Footprint::kNone);
  constexpr std::uint64_t kMostDocuments = 10'000;  // limit, since each document in review is read
  if (reader.count(record::table(record::TableId::kDocuments)) > kMostDocuments) return;
  const std::uint64_t open = store::count_doubts(reader);
  found.push_back(good(std::to_string(open) + both(" chỗ cần kiểm tra", " open doubts")));
  if (open > 0) found.back().command = "codau review " + argument(out);
}

void examine_store(const InstallationHome& home, const fs::path& worker, const fs::path& out,
                   std::vector<DoctorFinding>& found) {
  const store::MergeSource store(out);
  store.require_intact();
  std::size_t rejects = 0;
  store.for_each_reject([&](std::string_view, const std::string&) { ++rejects; });
  const std::uint64_t bytes =
      size_of(out / "codau.db") + size_of(out / "pages.db") + size_of(out / "hand.db");
  found.push_back(good(out.string() + ": " + std::to_string(store.documents().size()) +
                       both(" văn bản, cơ sở dữ liệu đọc được, phiên bản ",
                            " documents, databases can be read, version ") +
                       std::to_string(store::kUserVersion) + ", " + tenths_of(kMiB, bytes) +
                       " MiB"));
  examine_origin(store, found);
  examine_documents(out, store, found);
  examine_names(out, store, found);
  examine_parts(out, store, found);
  examine_older(home, worker, out, store, found);
  examine_rows(out, found);
  examine_agencies(out, found);
  examine_doubts(out, found);
  examine_words(home, out, found);
  if (rejects > 0) {
    found.push_back(doubt(
        std::to_string(rejects) + both(" mục chưa đọc được; xem nguyên nhân và cách xử lý",
                                       " inputs or pages are not done; see causes and remedies"),
        "xdg-open " + (out / "rejects.csv").string()));
  }
}

}  // namespace

std::vector<DoctorFinding> examine_installation(const InstallationHome& home,
                                                const fs::path& worker, const fs::path& place) {
  std::vector<DoctorFinding> out{
      good(both("phiên bản codau ", "version of codau: ") + program_version())};
  if (home.is_bundle()) {
    out.push_back(good(
        both("bản gói: thư viện và phông chữ nằm trong ", "bundle: libraries and fonts are in ") +
        home.root.parent_path().parent_path().string()));
  }
  examine_reader(home, worker, out);
  examine_models(home, out);
  examine_machine(home, place, out);
  return out;
}

std::vector<DoctorFinding> examine_output(const InstallationHome& home, const fs::path& worker,
                                          const fs::path& out) {
  std::vector<DoctorFinding> found;
  if (const auto error = catch_error([&] { examine_store(home, worker, out, found); })) {
    const bool is_older =
        error->code() == ErrorCode::kNothingRead && store::is_store(out / "codau.db");
    found.push_back(bad(error->message(), error->code(),
                        is_older ? "codau compact " + argument(out) : std::string()));
  }
  return found;
}

}  // namespace codau::pipeline
