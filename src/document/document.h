// document/document.h — a plan as typed values: what read_document makes and record/ turns into
// rows. Names and rules: standards sections 1 to 7; every Field can show the bytes it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/agencies/agency.h"
#include "document/references/reference.h"
#include "document/tasks/task_list.h"
#include "document/words/field.h"

namespace codau::document {

enum class OrganBasis : std::uint8_t { kNone, kZone2, kSubject, kPreamble, kAppendix };
enum class Priority : std::uint8_t { kNormal, kKhan, kThuongKhan, kHoaToc };
enum class Secrecy : std::uint8_t { kNone, kMat, kToiMat, kTuyetMat };

struct Header {
  TextField type_code;  ///< KH, QĐ, …; CV for a công văn, KHAC without type
  TextField type_name;  ///< as printed, e.g. "KẾ HOẠCH" → value "Kế hoạch"
  TextField code_number, code_notation;
  TextField issued_place;
  TextField issued_line;                          ///< the raw place-and-date line
  std::optional<Field<std::string>> issued_edtf;  ///< 2024-01-18, 2023-02-XX; basis of issued_date
  std::optional<Change> issued_proposed;  ///< what would make an impossible date possible (6.7)
  TextField governing_organ, organ_name;
  OrganBasis organ_basis = OrganBasis::kNone;
  AgencyLevel organ_level = AgencyLevel::kUnknown;
  TextField subject;
  std::optional<std::int32_t> plan_year;
  std::optional<std::string> period_start, period_end;  ///< ISO dates of a "giai đoạn"
  TextField signer_authority, signer_position, signer_name;
  TextField circulation;
  Priority priority = Priority::kNormal;
  Secrecy secrecy = Secrecy::kNone;
  std::vector<std::string> named_places;  ///< AgencyContext::named_places
};

enum class SectionKind : std::uint8_t {
  kHeader,
  kHeading,
  kPara,
  kBullet,
  kTable,
  kAppendix,
  kClosing,
  kRecipients,
  kSignature,
  kNote
};

/// A node of the tree, in reading order. `text` excludes number and children.
struct Section {
  std::optional<std::uint32_t> parent;  ///< index into Document::sections, always smaller
  SectionKind kind = SectionKind::kPara;
  std::string path;  ///< standards 2.2: "III.1.b.-2", "PL1"
  std::uint32_t level = 0;
  TextField num_raw;
  std::optional<std::string> num_norm;
  TextField heading, text;
  ByteRange bytes;  ///< of after.text: the node without children, from number to end of its text
  std::vector<std::string> reasons;  ///< codes of standards 11
};

struct Recipient {
  Field<std::string> raw;
  AgencyMention agency;
  enum class Purpose : std::uint8_t { kUnknown, kReport, kInfo, kImplement, kArchive };
  Purpose purpose = Purpose::kUnknown;
  std::optional<std::int32_t> copies;
};

/// What became of the lines of all task tables (standards 4.2): header + continuation + group +
/// task rows = table lines, else TABLE_COUNT.
struct TaskTableCount {
  std::uint32_t lines = 0, headers = 0, continuations = 0, groups = 0, tasks = 0;
};

struct Document {
  /// Of after.text: the whole file, or one of its documents; pages 1 to n, 0 for plain text.
  ByteRange bytes;
  std::uint32_t page_from = 0, page_to = 0;
  /// Whose number, date and issuer it has (13.11): a place among the documents of the file.
  std::optional<std::uint32_t> promulgator;
  Header header;
  std::vector<Section> sections;
  TaskList tasks;
  std::vector<Recipient> recipients;
  std::vector<Reference> references;
  TaskTableCount task_table_count;
  std::vector<std::string> flags;  ///< document-level codes of standards 11
};

}  // namespace codau::document
