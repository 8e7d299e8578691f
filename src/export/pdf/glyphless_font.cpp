#include "export/pdf/glyphless_font.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace codau::exports {
namespace {

constexpr std::uint16_t kUnitsPerEm = 1000;
constexpr std::uint16_t kAdvance = 500;
constexpr std::uint16_t kGlyphs = 2;
constexpr std::uint32_t kHeadMagic = 0x5F0F3CF5;

/// Appends big-endian numbers, of which a TrueType file consists.
class Table {
 public:
  Table& u16(std::uint32_t value) {
    bytes += static_cast<char>(value >> 8U & 0xFFU);
    bytes += static_cast<char>(value & 0xFFU);
    return *this;
  }
  Table& u32(std::uint32_t value) { return u16(value >> 16U).u16(value & 0xFFFFU); }
  Table& zeros(std::size_t count) {
    bytes.append(count, '\0');
    return *this;
  }
  Table& raw(std::string_view more) {
    bytes += more;
    return *this;
  }
  std::string bytes;
};

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    sum += static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (24U - 8U * (i % 4));
  }
  return sum;
}

std::string padded(std::string bytes) {
  bytes.append((4 - bytes.size() % 4) % 4, '\0');
  return bytes;
}

std::string head() {
  return Table()
      .u32(0x00010000)  // version
      .u32(0x00010000)  // revision
      .u32(0)           // checkSumAdjustment
      .u32(kHeadMagic)
      .u16(0x000B)  // baseline at 0, side bearing at 0, integer scaling
      .u16(kUnitsPerEm)
      .zeros(16)  // created, modified: no clock in any output
      .u16(0)
      .u16(0)
      .u16(kAdvance)
      .u16(kUnitsPerEm)  // box
      .u16(0)            // style
      .u16(3)            // least readable size
      .u16(2)            // direction
      .u16(0)            // short loca
      .u16(0)
      .bytes;
}

std::string hhea() {
  return Table()
      .u32(0x00010000)
      .u16(kUnitsPerEm)  // ascent
      .u16(0xFFFF)       // descent −1
      .u16(0)
      .u16(kAdvance)  // widest
      .zeros(6)       // bearings, extent
      .u16(1)         // upright caret
      .zeros(14)
      .u16(kGlyphs)  // widths in hmtx
      .bytes;
}

std::string maxp() { return Table().u32(0x00010000).u16(kGlyphs).zeros(8).u16(1).zeros(16).bytes; }

std::string os2() {
  return Table()
      .u16(1)
      .u16(kAdvance)
      .u16(400)  // weight
      .u16(5)    // width
      .zeros(2 + 20 + 2 + 10 + 16)
      .raw("CODA")
      .u16(0x40)    // regular
      .u16(0)       // first code
      .u16(0xFFFF)  // last code
      .u16(kUnitsPerEm)
      .u16(0xFFFF)
      .u16(0)
      .u16(kUnitsPerEm)
      .u16(1)
      .zeros(8)
      .bytes;
}

/// Code 0xFFFF is the end mark. Readers reach the text through CIDs, not through this table.
std::string cmap() {
  return Table()
      .u16(0)
      .u16(1)
      .u16(3)
      .u16(1)
      .u32(12)
      .u16(4)   // format
      .u16(24)  // length
      .u16(0)
      .u16(2)
      .u16(2)
      .u16(0)
      .u16(0)
      .u16(0xFFFF)
      .u16(0)
      .u16(0xFFFF)
      .u16(1)
      .u16(0)
      .bytes;
}

std::string name() {
  constexpr std::string_view kName = "CodauGlyphless";
  Table table;
  table.u16(0).u16(1).u16(6 + 12).u16(1).u16(0).u16(0).u16(6).u16(kName.size()).u16(0);
  return table.raw(kName).bytes;
}

std::string post() { return Table().u32(0x00030000).zeros(28).bytes; }

using Tables = std::vector<std::pair<std::string_view, std::string>>;

std::string file_of(const Tables& tables) {
  const auto count = static_cast<std::uint32_t>(tables.size());  // between 8 and 15
  Table out;
  out.u32(0x00010000).u16(count).u16(8 * 16).u16(3).u16(count * 16 - 8 * 16);
  std::uint32_t offset = 12 + 16 * count;
  for (const auto& [tag, bytes] : tables) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    out.raw(tag).u32(checksum(bytes)).u32(offset).u32(size);
    offset += (size + 3) / 4 * 4;
  }
  for (const auto& [tag, bytes] : tables) out.raw(padded(bytes));
  return out.bytes;
}

/// Returns the tables of the file; the checksum of the whole file is still zero and is filled in
/// later.
Tables all_tables() {
  const std::string glyf(4, '\0');  // both glyphs are empty; some readers refuse an empty table
  return {{"OS/2", os2()},
          {"cmap", cmap()},
          {"glyf", glyf},
          {"head", head()},
          {"hhea", hhea()},
          {"hmtx", Table().u16(kAdvance).u16(0).u16(kAdvance).u16(0).bytes},
          {"loca", Table().u16(0).u16(0).u16(0).bytes},
          {"maxp", maxp()},
          {"name", name()},
          {"post", post()}};
}

}  // namespace

std::string make_glyphless_font() {
  std::string file = file_of(all_tables());
  const std::size_t magic = file.find(Table().u32(kHeadMagic).bytes);
  return file.replace(magic - 4, 4, Table().u32(0xB1B0AFBAU - checksum(file)).bytes);
}

std::string to_hex(char16_t code) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += kHex[unsigned{code} >> shift & 0xFU];
  return out;
}

std::string make_cid_to_gid_map() {
  std::string out;
  for (std::size_t code = 0; code < 0x10000; ++code) out.append("\0\1", 2);
  return out;
}

std::string make_to_unicode_cmap(const std::set<char16_t>& codes) {
  constexpr std::size_t kMost = 100;  // maximum entries of a block
  std::string out =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  std::size_t left = codes.size();
  for (auto code = codes.begin(); code != codes.end();) {
    const std::size_t block = std::min(left, kMost);
    out += std::to_string(block) + " beginbfchar\n";
    for (std::size_t i = 0; i < block; ++i, ++code) {
      const std::string hex = to_hex(*code);
      out += "<" + hex + "> <" + hex + ">\n";
    }
    out += "endbfchar\n";
    left -= block;
  }
  return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

}  // namespace codau::exports
