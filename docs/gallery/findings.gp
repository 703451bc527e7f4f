# A chart by govfig, for gnuplot 5.2 or later.
set encoding utf8
set datafile separator tab
data = './findings.tsv'
font_family = 'WenQuanYi Micro Hei'
font_title = font_family . ',20'
dot = 0.75
font_text = font_family . ',13'
font_label = font_family . ',12'
font_small = font_family . ',11'
set terminal svg noenhanced size 900,422 background '#ffffff' font font_text
set output './findings.svg'

# Places in pixels, from the left and from the top.
X(x) = x / 900.0
Y(y) = 1 - y / 422.0
set lmargin at screen X(107)
set rmargin at screen X(829)
set tmargin at screen Y(100)
set bmargin at screen Y(360)

unset key
set border 0
set tics scale 0
unset xtics
unset ytics
set label 1 '各次检查发现了什么' at screen X(18), screen Y(30) left font font_title textcolor rgb '#1a1a1a'
set label 2 '数额 · 实际' at screen X(18), screen Y(56) left font font_text textcolor rgb '#666666'
set label 3 '来源：检查通报（虚构）' at screen X(18), screen Y(402) left font font_small textcolor rgb '#777777'
set object 1 rectangle from screen X(18), screen Y(74) to screen X(30), screen Y(86) fillstyle solid noborder fillcolor rgb '#1f6fb0'
set label 20 '中央督察组' at screen X(36), screen Y(80) left font font_text textcolor rgb '#333333'
set object 2 rectangle from screen X(120), screen Y(74) to screen X(132), screen Y(86) fillstyle solid noborder fillcolor rgb '#d1552b'
set label 21 '市场监管总局' at screen X(138), screen Y(80) left font font_text textcolor rgb '#333333'
set object 3 rectangle from screen X(235), screen Y(74) to screen X(247), screen Y(86) fillstyle solid noborder fillcolor rgb '#3a9a78'
set label 22 '省生态环境厅' at screen X(253), screen Y(80) left font font_text textcolor rgb '#333333'

set xrange [0:5720.62]
set xtics ('0' 0, '1,000' 1000, '2,000' 2000, '3,000' 3000, '4,000' 4000, '5,000' 5000) scale 0 font font_label textcolor rgb '#666666'
set yrange [5.5:0.5]
set grid xtics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'
set arrow 1 from 0, graph 0 to 0, graph 1 nohead front linewidth 1 linecolor rgb '#555555'
left = 0
right = 5720.62
half = 0.1333
plot data index 0 using (left):1:2 with labels right offset screen -X(8.0),0 font font_text textcolor rgb '#222222', \
  data index 1 using 2:1:(0):2:($1 - half):($1 + half) with boxxyerror fillstyle solid noborder linecolor rgb '#1f6fb0', \
  data index 2 using 2:1:(0):2:($1 - half):($1 + half) with boxxyerror fillstyle solid noborder linecolor rgb '#d1552b', \
  data index 3 using 2:1:(0):2:($1 - half):($1 + half) with boxxyerror fillstyle solid noborder linecolor rgb '#3a9a78', \
  data index 1 using ($7 > 0 ? $5 : NaN):1:6 with labels left offset screen X(8.0),0 font font_label textcolor rgb '#1f6fb0', \
  data index 2 using ($7 > 0 ? $5 : NaN):1:6 with labels left offset screen X(8.0),0 font font_label textcolor rgb '#d1552b', \
  data index 3 using ($7 > 0 ? $5 : NaN):1:6 with labels left offset screen X(8.0),0 font font_label textcolor rgb '#3a9a78'
