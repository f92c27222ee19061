(function(){
var notes=[].slice.call(document.querySelectorAll(".note")),items=[].slice.call(document.querySelectorAll("ol.list li"));
var bar=document.querySelector(".bar"),told=document.getElementById("told"),boxes=[].slice.call(document.querySelectorAll(".bar input"));
function open(){return notes.filter(function(n){return !n.hidden})}
function sift(){
 var on={};boxes.forEach(function(b){on[b.value]=b.checked});
 notes.concat(items).forEach(function(n){n.hidden=!on[n.getAttribute("data-kind")]});
 told.textContent="显示 "+open().length+" 处";
}
function go(step){
 var shown=open();if(!shown.length)return;
 var at=shown.findIndex(function(n){return "#"+n.id===location.hash});
 at=at<0?(step>0?0:shown.length-1):(at+step+shown.length)%shown.length;
 location.hash=shown[at].id;shown[at].focus();
}
boxes.forEach(function(b){b.addEventListener("change",sift)});
document.getElementById("next").addEventListener("click",function(){go(1)});
document.getElementById("back").addEventListener("click",function(){go(-1)});
document.addEventListener("keydown",function(e){
 if(e.ctrlKey||e.altKey||e.metaKey)return;
 if(e.key==="j")go(1);if(e.key==="k")go(-1);
});
bar.hidden=false;sift();
})();
