//! PostgreSQL's binary format of `COPY`: no text to be escaped, no number to be parsed.

use super::Row;
use crate::storage::db::Value;

const HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const END: [u8; 2] = (-1_i16).to_be_bytes();
const NULL: [u8; 4] = (-1_i32).to_be_bytes();

/// Rows as `COPY … FROM STDIN (FORMAT binary)` wants them.
pub fn encode(rows: &[Row]) -> Vec<u8> {
    let mut bytes = HEAD.to_vec();
    for row in rows {
        let columns = i16::try_from(row.0.len()).unwrap_or(i16::MAX);
        bytes.extend(columns.to_be_bytes());
        for value in &row.0 {
            match value {
                Value::Integer(Some(number)) => field(&mut bytes, &number.to_be_bytes()),
                Value::Text(Some(text)) => field(&mut bytes, text.as_bytes()),
                Value::Id(Some(id)) => field(&mut bytes, id.as_bytes()),
                Value::Bytes(Some(content)) => field(&mut bytes, content),
                _ => bytes.extend(NULL),
            }
        }
    }
    bytes.extend(END);
    bytes
}

fn field(bytes: &mut Vec<u8>, content: &[u8]) {
    // PostgreSQL itself takes no value of more than a gigabyte.
    bytes.extend(i32::try_from(content.len()).unwrap_or(i32::MAX).to_be_bytes());
    bytes.extend(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_its_number_of_columns_and_each_with_its_length() {
        let row = Row(vec![Value::Integer(Some(258)), Value::Integer(None), Value::Text(Some("é".into()))]);
        let bytes = encode(&[row]);
        let expected = [0, 3, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2, 255, 255, 255, 255, 0, 0, 0, 2, 0xc3, 0xa9, 255, 255];
        assert_eq!(bytes.strip_prefix(HEAD), Some(expected.as_slice()));
    }
}
